-- AlterTable
ALTER TABLE "ClusterAuthority" ADD COLUMN "keysOut" INTEGER NOT NULL DEFAULT 0;

UPDATE "ClusterAuthority" SET "keysOut" = (
    SELECT COUNT(*) FROM "Credential" c WHERE c."clusterId" = "ClusterAuthority"."clusterId" AND c."holdsCaKey" = true
);
