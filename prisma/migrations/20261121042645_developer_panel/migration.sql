-- AlterTable
ALTER TABLE "User" ADD COLUMN     "developerPanel" BOOLEAN NOT NULL DEFAULT false;
