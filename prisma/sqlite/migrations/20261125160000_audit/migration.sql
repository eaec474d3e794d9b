-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "clusterId" TEXT,
    "clusterName" TEXT,
    "subject" TEXT NOT NULL DEFAULT '',
    "address" TEXT,
    "detail" TEXT NOT NULL DEFAULT '{}',
    "connectionId" TEXT,
    "key" TEXT
);

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_key_key" ON "AuditEntry"("key");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- CreateIndex
CREATE INDEX "AuditEntry_actorName_id_idx" ON "AuditEntry"("actorName", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_action_id_idx" ON "AuditEntry"("action", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_clusterId_id_idx" ON "AuditEntry"("clusterId", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_address_id_idx" ON "AuditEntry"("address", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_connectionId_idx" ON "AuditEntry"("connectionId");
