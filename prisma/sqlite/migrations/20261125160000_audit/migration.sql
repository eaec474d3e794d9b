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
CREATE INDEX "AuditEntry_actorName_at_idx" ON "AuditEntry"("actorName", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_action_at_idx" ON "AuditEntry"("action", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_clusterId_at_idx" ON "AuditEntry"("clusterId", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_clusterName_at_idx" ON "AuditEntry"("clusterName", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_address_at_idx" ON "AuditEntry"("address", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_connectionId_at_idx" ON "AuditEntry"("connectionId", "at");
