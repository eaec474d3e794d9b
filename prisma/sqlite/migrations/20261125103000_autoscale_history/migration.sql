-- CreateTable
CREATE TABLE "AutoscaleLoad" (
    "clusterId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "memory" REAL NOT NULL,
    "cpu" REAL NOT NULL,
    "segments" INTEGER NOT NULL,

    PRIMARY KEY ("clusterId", "at"),
    CONSTRAINT "AutoscaleLoad_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "AutoscaleDecision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "clusterId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "about" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER NOT NULL,
    "why" TEXT NOT NULL,
    CONSTRAINT "AutoscaleDecision_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "AutoscaleDecision_clusterId_id_idx" ON "AutoscaleDecision"("clusterId", "id");
