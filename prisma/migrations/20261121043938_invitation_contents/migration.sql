-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "region" TEXT,
ADD COLUMN     "teamIds" TEXT[] DEFAULT ARRAY[]::TEXT[];
