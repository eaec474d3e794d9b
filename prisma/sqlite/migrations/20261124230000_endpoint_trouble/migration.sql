-- AlterTable
ALTER TABLE "Cluster" ADD COLUMN "endpointTrouble" TEXT;
