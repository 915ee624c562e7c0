-- AlterEnum
ALTER TYPE "CredentialState" ADD VALUE 'waiting';

-- AlterTable
ALTER TABLE "EmbedCredential" ADD COLUMN     "retiresAt" TIMESTAMPTZ(3);
