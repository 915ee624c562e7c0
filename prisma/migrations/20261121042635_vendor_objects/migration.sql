-- CreateEnum
CREATE TYPE "VendorObjectState" AS ENUM ('making', 'made', 'failed');

-- CreateTable
CREATE TABLE "VendorObject" (
    "connectionId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "tenantId" TEXT,
    "state" "VendorObjectState" NOT NULL,
    "vendorId" TEXT,
    "failure" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VendorObject_pkey" PRIMARY KEY ("connectionId","kind","subject")
);

-- CreateIndex
CREATE INDEX "VendorObject_tenantId_idx" ON "VendorObject"("tenantId");

-- AddForeignKey
ALTER TABLE "VendorObject" ADD CONSTRAINT "VendorObject_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "EmbedConnection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VendorObject" ADD CONSTRAINT "VendorObject_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;
