-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "passwordHash" TEXT,
    "role" TEXT NOT NULL DEFAULT 'member',
    "sessionVersion" INTEGER NOT NULL DEFAULT 1,
    "maxClusters" INTEGER,
    "maxSegments" INTEGER,
    "disabledAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "Identity" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("provider", "subject"),
    CONSTRAINT "Identity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SignInThrottle" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "blockedUntil" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Host" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "cpus" INTEGER NOT NULL,
    "memoryBytes" BIGINT NOT NULL,
    "diskFreeBytes" BIGINT,
    "engineVersion" TEXT NOT NULL,
    "ipvs" BOOLEAN NOT NULL,
    "seenAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Cluster" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ownerId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "name" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "segments" INTEGER NOT NULL,
    "autoscale" BOOLEAN NOT NULL DEFAULT false,
    "rebuild" INTEGER NOT NULL DEFAULT 0,
    "deletedAt" DATETIME,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "gatewayPort" INTEGER NOT NULL,
    "subnet" TEXT NOT NULL,
    "phase" TEXT NOT NULL DEFAULT 'new',
    "reason" TEXT,
    "observedGeneration" INTEGER NOT NULL DEFAULT 0,
    "attemptedGeneration" INTEGER NOT NULL DEFAULT 0,
    "engineVersion" TEXT,
    "endpointReadyAt" DATETIME,
    "activeAt" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextReconcileAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leaseHolder" TEXT,
    "leaseUntil" DATETIME,
    "leaseToken" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Cluster_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ClusterAuthority" (
    "clusterId" TEXT NOT NULL PRIMARY KEY,
    "certPem" TEXT NOT NULL,
    "sealedKey" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "ClusterAuthority_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Segment" (
    "clusterId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "engineVersion" TEXT,
    "nodeId" TEXT,
    "cpuPercent" REAL,
    "memoryBytes" BIGINT,
    "sampledAt" DATETIME,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("clusterId", "ordinal"),
    CONSTRAINT "Segment_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Credential" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clusterId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "fingerprint" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    "linkHash" TEXT,
    "linkExpiresAt" DATETIME,
    "lastUsedAt" DATETIME,
    CONSTRAINT "Credential_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Credential_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ClusterEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "clusterId" TEXT,
    "clusterKey" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "level" TEXT NOT NULL DEFAULT 'info',
    "step" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "durationMs" INTEGER,
    CONSTRAINT "ClusterEvent_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Identity_userId_idx" ON "Identity"("userId");

-- CreateIndex
CREATE INDEX "SignInThrottle_updatedAt_idx" ON "SignInThrottle"("updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Cluster_gatewayPort_key" ON "Cluster"("gatewayPort");

-- CreateIndex
CREATE UNIQUE INDEX "Cluster_subnet_key" ON "Cluster"("subnet");

-- CreateIndex
CREATE INDEX "Cluster_nextReconcileAt_idx" ON "Cluster"("nextReconcileAt");

-- CreateIndex
CREATE UNIQUE INDEX "Cluster_ownerId_name_key" ON "Cluster"("ownerId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_serial_key" ON "Credential"("serial");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_linkHash_key" ON "Credential"("linkHash");

-- CreateIndex
CREATE INDEX "Credential_clusterId_idx" ON "Credential"("clusterId");

-- CreateIndex
CREATE INDEX "Credential_userId_idx" ON "Credential"("userId");

-- CreateIndex
CREATE INDEX "ClusterEvent_clusterId_id_idx" ON "ClusterEvent"("clusterId", "id");

-- CreateIndex
CREATE INDEX "ClusterEvent_ownerId_id_idx" ON "ClusterEvent"("ownerId", "id");
