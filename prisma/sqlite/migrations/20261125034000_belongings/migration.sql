-- AlterTable
ALTER TABLE "Segment" ADD COLUMN "belongings" TEXT;
