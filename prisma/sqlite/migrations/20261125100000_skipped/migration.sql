-- AlterTable
ALTER TABLE "Cluster" ADD COLUMN "skipped" TEXT NOT NULL DEFAULT '';
