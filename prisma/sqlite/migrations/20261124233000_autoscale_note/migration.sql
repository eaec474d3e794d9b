-- AlterTable
ALTER TABLE "Cluster" ADD COLUMN "autoscaleNote" TEXT;
