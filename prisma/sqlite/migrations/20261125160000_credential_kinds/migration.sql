-- AlterTable
ALTER TABLE "Credential" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'made';
ALTER TABLE "Credential" ADD COLUMN "subject" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Credential" ADD COLUMN "requestedKey" TEXT;
ALTER TABLE "Credential" ADD COLUMN "holdsCaKey" BOOLEAN NOT NULL DEFAULT false;

-- Every bundle so far had ca-key.pem in it.
UPDATE "Credential" SET "holdsCaKey" = true WHERE "fingerprint" IS NOT NULL;

-- DropIndex
DROP INDEX "Credential_serial_key";
DROP INDEX "Credential_clusterId_idx";

-- CreateIndex
CREATE UNIQUE INDEX "Credential_clusterId_serial_key" ON "Credential"("clusterId", "serial");
