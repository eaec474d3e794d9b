-- AlterTable
ALTER TABLE "Credential" ADD COLUMN "name" TEXT NOT NULL DEFAULT '';
