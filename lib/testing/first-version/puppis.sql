-- A data directory's database as the first version left it (its only migration, rows written by its services), by sqlite3 .dump.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL,
  "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0);
INSERT INTO _prisma_migrations VALUES('9b4a8184-4f90-4ba2-8cb8-236986d0656d','90a6666113f772ba0d3db04a1b0b9a6335a0787e5a7bccb16e4b187cb6d6fd5c','2026-11-25 15:36:56','20261122120000_first',NULL,NULL,'2026-11-25 15:36:56',1);
CREATE TABLE IF NOT EXISTS "User" (
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
INSERT INTO User VALUES('8q4uzcdtfw8j','admin@example.org',NULL,'scrypt$ln=15,r=8,p=3$KBsgE8xU7Kz2n6MSCpkikg$tBILeiEF5Sq3PU-JBZX4UAl2SOcD6u9CodsiGOqKLr8','admin',1,NULL,NULL,NULL,'2026-11-25T15:36:57.435+00:00');
INSERT INTO User VALUES('5n4tx4t8yk3q','ada@example.org',NULL,'scrypt$ln=15,r=8,p=3$G-a3s-ZN9RYcmNiSrozT4g$PkO4Q6tUnWqPQjY_UAhD6XiW3h98Bu6RpivPdMOxXT4','member',1,5,4,NULL,'2026-11-24T22:00:00.000+00:00');
INSERT INTO User VALUES('wjvz7xtkf64z','grace@example.org','Grace',NULL,'member',1,NULL,NULL,NULL,'2026-11-24T22:00:00.000+00:00');
CREATE TABLE IF NOT EXISTS "Identity" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("provider", "subject"),
    CONSTRAINT "Identity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO Identity VALUES('oidc','4711','wjvz7xtkf64z','2026-11-24T22:00:00.000+00:00');
CREATE TABLE IF NOT EXISTS "SignInThrottle" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "blockedUntil" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);
INSERT INTO SignInThrottle VALUES('F1sFEVOykqIeVuj9dqXuMGQuUzenFeffkyB_E8YyOEY',1,'2026-11-24T22:00:00.000+00:00','2026-11-24T22:00:00.000+00:00');
INSERT INTO SignInThrottle VALUES('NCXUlMPMtObaiqjsfaJ96dNz0lmGBgND19lomAMbJfI',1,'2026-11-24T22:00:00.000+00:00','2026-11-24T22:00:00.000+00:00');
INSERT INTO SignInThrottle VALUES('daNGSTa96fFAFNsn08oX8tOwkrgBupAKooMvXXsol9c',1,'2026-11-24T22:00:00.000+00:00','2026-11-24T22:00:00.000+00:00');
CREATE TABLE IF NOT EXISTS "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);
INSERT INTO Setting VALUES('installation','zaswk545s6sd');
INSERT INTO Setting VALUES('engine-authority','v1.9PE2LqodXob0PsI1.ZGRK-kKyk6xYX6JZrDfoEB3y6CSXTSnww6lvAL1Q10I-zOyBsAPy8DFUNSxtyMqhQcrU6yLKOHoAcsf1maWzyfIjXM0RPlwmreQNdhd67yRGQ9fbgtHiho4plJJxXZvjIgFbSYkNa32gBctsmKQ0Ppd2NRk2Ifz28tHR8icebhRxsTcHu2Ga4tq_qPw-dz-2OI-RKz8EPDYiVnLarztGo2O7nxoAXy7J7q5wW0QFhlI6MlGKZxYTaHeoG_SDV0YD27tlOJozR4leIDho1yVBWnhvVUPGGe7Q-CqL0N2MHUmY6ZJapin-Vw6xpO9naIMYEk68RYNVDCQdiJvfLZe5gEl7q1elCZyj0FJU8hGhR2Y2vjnpOdRxpVVTNwhipdzQBDn4SbtQAwlBNhUH7jrPKy8mZpZgjhrOw8u8ethFuR_zylYqDOL5CWncVBqdtxGaFhD9vhyf5jF8idAbNYh6MGppdNOj024XDTSNqz8-KiSy5xtprmgPC44-6p8cN89QR_dWs30r3mwn1VPPAgaa9cVpFYs9Osx9XdOYzvpcqv7B4O-orKSU5Hqa3Iai_FCT8Hg6Zg1EWBUs_WJozu521XVcnIxI5EPQUH0coU10DhX_Hm5nNLx6MF7ZrzSCU4Nprv0-pglCwCXXbfiVb3vWQTRzs5Q8mZo2J4MFtDcVeIiRIaYDWiqexWjs5kDCLZWRqqKGmiYcpBmhCGGJ1KvrSOn6SSa_eS72f95sWjrEPEsOoD8KPGT2VshEja11UxtIncgzeiUn8MsKOUB2AGvouhFWUGpTwIYyyMbXY3k9l93YWKue7UswuM2vJKfpz5osqurcrGRWTIXDXv4TdDmckdXpFQYKxdZl7JTsYROiSWW04tft0FpVIaji7JZ6katyo7gsvJbKXb3wpK9-pvB9DYSu7tINGMnEnmPdNiMLGjeZI_YIWngH8sEeggo2wdRSDEE5CsM2OB_Yf5NTQDPxS6m1MqHYQlS_EkooSU9GvVRVXevi_liiY-C3WjKOmTpo7bJe2C_7DQIyTvMDSHHypAJMsVtGY7JbbvT13Ve7uBq7fWTyGgUCfuun-boJBFp5s4uaEgdxILaxTfb1V0eTth_ABeLyTnCkHlh7LXoWYI1hrRLrZuOigAD1rJ86kKNdVH2kljMKX3CW3VWvsy5H9d5ElaWcPzxNsf9F1ghQ29coLKsVH3EXnIm9D1bphg');
CREATE TABLE IF NOT EXISTS "Host" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "cpus" INTEGER NOT NULL,
    "memoryBytes" BIGINT NOT NULL,
    "diskFreeBytes" BIGINT,
    "engineVersion" TEXT NOT NULL,
    "ipvs" BOOLEAN NOT NULL,
    "seenAt" DATETIME NOT NULL
);
INSERT INTO Host VALUES('local','panel',8,34359738368,214748364800,'26.1.5',1,'2026-11-24T22:00:00.000+00:00');
CREATE TABLE IF NOT EXISTS "Cluster" (
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
INSERT INTO Cluster VALUES('22kpicynv3fd','5n4tx4t8yk3q','2026-11-24T22:00:00.000+00:00','webshop','small',3,0,0,NULL,1,23760,'10.213.0.0/24','active',NULL,1,1,'26.1.5','2026-11-24T22:00:03.000+00:00','2026-11-24T22:00:03.000+00:00',0,'2026-11-24T22:00:33.000+00:00',NULL,NULL,1);
INSERT INTO Cluster VALUES('cvupufi9utf4','5n4tx4t8yk3q','2026-11-24T22:00:03.000+00:00','lab','standard',2,1,0,NULL,2,23761,'10.213.1.0/24','active',NULL,1,1,'26.1.5','2026-11-24T22:00:06.000+00:00','2026-11-24T22:00:06.000+00:00',0,'2026-11-24T22:00:36.000+00:00',NULL,NULL,1);
INSERT INTO Cluster VALUES('gpcnaexuhkc5','5n4tx4t8yk3q','2026-11-24T22:00:06.000+00:00','old','small',1,0,0,'2026-11-24T22:00:06.000+00:00',2,23762,'10.213.2.0/24','new',NULL,0,0,NULL,NULL,NULL,0,'2026-11-24T22:00:06.000+00:00',NULL,NULL,0);
CREATE TABLE IF NOT EXISTS "ClusterAuthority" (
    "clusterId" TEXT NOT NULL PRIMARY KEY,
    "certPem" TEXT NOT NULL,
    "sealedKey" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "ClusterAuthority_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO ClusterAuthority VALUES('22kpicynv3fd',replace('-----BEGIN CERTIFICATE-----\nMIIBqDCCAU2gAwIBAgIRAJj9ryaImMMkceKMgLTYqVgwCgYIKoZIzj0EAwIwITEf\nMB0GA1UEAwwWUHVwcGlzIGNsdXN0ZXIgd2Vic2hvcDAeFw0yNjExMjQyMTU1MDBa\nFw0zNjExMjEyMjAwMDBaMCExHzAdBgNVBAMMFlB1cHBpcyBjbHVzdGVyIHdlYnNo\nb3AwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAR/pSj7zHsH9P2gtMrSgcgUdEhI\nTAamkayCC0k/WcHotbO4GF+CDye8Dw8BysdVTSDds6NihYkNLaDIJtaJsZFjo2Yw\nZDASBgNVHRMBAf8ECDAGAQH/AgEAMA4GA1UdDwEB/wQEAwIBBjAdBgNVHQ4EFgQU\nBj4vXdBluA4y321V2wfij241tAYwHwYDVR0jBBgwFoAUBj4vXdBluA4y321V2wfi\nj241tAYwCgYIKoZIzj0EAwIDSQAwRgIhAMt6tkFji7tS4I7ZTB5MDj2zvi+Zx5qt\nTIbVRl3iwlFKAiEA67MANoDzpyCMnw2mzrMVBNKkwcUJgqO5K16Ia7qYBSk=\n-----END CERTIFICATE-----\n','\n',char(10)),'v1.PEVj5E_2xblM8wCU.k3WXin24dr00AQJbyB6LywR9LOYHFkF4YLh0PnokSm1OmBO6XL_Arx0Wd1suR3caQvdxqXD2znu9UsC_kuMFtBrjusdYbjFae7Qt-CT2NraOa_iz8LNvFLnBx0QEm_M0uJwBHbAijsT7LEam_KrStUtEVnYlhFR_BfxTJ0ycOuL4OFZcBvyADxm6EiFn5_LeqgbIblQmT6dFfHhxMyFaUbwb8kdSnaZHJfiaCltYZsNQ2pQMnjo0YX36GKsDQCDN1bt5mqWmxOXWsfSM-v-2gKMxjvWZhKJjVAHU_XI52Splu1cL5SSVIRnU5IwEoP1kDEd6PQDP_MofCUa46LYscso','2026-11-25T15:37:00.014+00:00');
INSERT INTO ClusterAuthority VALUES('cvupufi9utf4',replace('-----BEGIN CERTIFICATE-----\nMIIBnjCCAUSgAwIBAgIQAUgcH6ZjkhAgvZvauGRiXDAKBggqhkjOPQQDAjAdMRsw\nGQYDVQQDDBJQdXBwaXMgY2x1c3RlciBsYWIwHhcNMjYxMTI0MjE1NTAzWhcNMzYx\nMTIxMjIwMDAzWjAdMRswGQYDVQQDDBJQdXBwaXMgY2x1c3RlciBsYWIwWTATBgcq\nhkjOPQIBBggqhkjOPQMBBwNCAASNd35S+CF20RWk6/Xq8rXBWiSIjQ2ZU1zGqNdN\n+xh2TGkA5TOBM8o/rwbXgJ3PaiDGXor2N0NE97KUPYGPx3h5o2YwZDASBgNVHRMB\nAf8ECDAGAQH/AgEAMA4GA1UdDwEB/wQEAwIBBjAdBgNVHQ4EFgQUUVoqsMittzTV\nphZdX7osejYN300wHwYDVR0jBBgwFoAUUVoqsMittzTVphZdX7osejYN300wCgYI\nKoZIzj0EAwIDSAAwRQIhAMzi3tuMDEtwVdZgM/C8PDz8hw2YtfEUOWQgynKITAia\nAiAzerIdsAHDrzoNJLvJ2IcheEi2KeqHzbtsltk5s8E6Zg==\n-----END CERTIFICATE-----\n','\n',char(10)),'v1.ELqQ9ek1CAg2jrUM.cAoZcHeJuULuvDprlJgvqCzJEJQcs9XU0KrdL2odT1jbWsaPyVAkBWYxYLXi--pluwetM2kPFnRQKHyvB94f0xYSbzTXqimyGZJ156S_DLu5Q8ED1Xy8lQij4BG4Z2NjgbRJalPfakIVds2BJY_DOV-aMTinVY9II_7kfaQOoMszmi85l3-C6XJqQhUUcw_PvRsnNFGW6knBi_n2EbZhc36PE8m_vNYURwOK07679sNh0e-fla4bBexA2k0ZbLJcsqFkUjQ8G5bc6x-g2LXWnrGYOWmRNojDdWGx1e6j0vzPrsqUa6gAVVanulGGSEC1UXSVQE35UjQknUxvdNqMhWg','2026-11-25T15:37:00.106+00:00');
INSERT INTO ClusterAuthority VALUES('gpcnaexuhkc5',replace('-----BEGIN CERTIFICATE-----\nMIIBnzCCAUSgAwIBAgIQc5u54aCYuwjKi6ypx667GDAKBggqhkjOPQQDAjAdMRsw\nGQYDVQQDDBJQdXBwaXMgY2x1c3RlciBvbGQwHhcNMjYxMTI0MjE1NTA2WhcNMzYx\nMTIxMjIwMDA2WjAdMRswGQYDVQQDDBJQdXBwaXMgY2x1c3RlciBvbGQwWTATBgcq\nhkjOPQIBBggqhkjOPQMBBwNCAAR7PLiQ15gSBZMahV43+MJPU2FNa/T8tDRQaYRs\n2tFHQaIrGNaXRjvblnTYmWPiYp7mm8EfUSMPieFvaVEcr0+ro2YwZDASBgNVHRMB\nAf8ECDAGAQH/AgEAMA4GA1UdDwEB/wQEAwIBBjAdBgNVHQ4EFgQUmvOtIDrHBCad\nS7ZMAOEVaM0BopAwHwYDVR0jBBgwFoAUmvOtIDrHBCadS7ZMAOEVaM0BopAwCgYI\nKoZIzj0EAwIDSQAwRgIhANWM2DpSpGXbJj3r9etrd/kGlvFs9ycyAL0vkXsKSfeN\nAiEA3+k1NaN8nYh0PncNqvswfsmZVq3F/QTKTqwHQq2vAdk=\n-----END CERTIFICATE-----\n','\n',char(10)),'v1.cizOm6t-cFMAdwl3.ChsEGaiD8JhRAtUbncFFXV0pFtt3FQGmlRWNRRXuuiRbIpATV21l0Oqj6Cu7gQ2f9R7tAuxnC6Xt2JsDcnV4kNoLt-OMuQVtNeyTmrIRFQJgbn51wRyCCDyIa0paGtlRjjNHiueFMgdD6irpk7gAsFvSy3Kl8nX_jjMQ2LCRQpVsmj604z1c9K1h5uH1t9g_rI_kosEz5B7wiNHLdVbF_I5OHIVVtGvv9PJsYUXZDSQz2H9ZdceSjYo-PlMmxEpHX24fzeeRhqwbiK-xBcdwS4EFNDyrZ9YAdxRBSQbnyzrxV7iohbEzcr_bKX4BifgSJRXjUV97Spw2HlGuBpiI1T0','2026-11-25T15:37:00.155+00:00');
CREATE TABLE IF NOT EXISTS "Segment" (
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
INSERT INTO Segment VALUES('22kpicynv3fd',1,'webshop-n1','10.213.0.11','manager','ready','26.1.5','nodewebshop1',12.5,300000000,'2026-11-24T22:00:06.000+00:00','2026-11-25T15:37:00.141+00:00');
INSERT INTO Segment VALUES('22kpicynv3fd',2,'webshop-n2','10.213.0.12','manager','ready','26.1.5','nodewebshop2',NULL,NULL,NULL,'2026-11-25T15:37:00.064+00:00');
INSERT INTO Segment VALUES('22kpicynv3fd',3,'webshop-n3','10.213.0.13','manager','ready','26.1.5','nodewebshop3',NULL,NULL,NULL,'2026-11-25T15:37:00.064+00:00');
INSERT INTO Segment VALUES('cvupufi9utf4',1,'lab-n1','10.213.1.11','manager','ready','26.1.5','nodelab1',NULL,NULL,NULL,'2026-11-25T15:37:00.116+00:00');
CREATE TABLE IF NOT EXISTS "Credential" (
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
INSERT INTO Credential VALUES('y7x6qikdq3sn','22kpicynv3fd','5n4tx4t8yk3q','32879bcb4d1577f953c2b334632c781a','c1ee53fd327649dd34c8fd58f8874345dc5e864003c0f1759bd5a8a27762c1e0','2026-11-24T22:01:06.000+00:00','2026-12-24T22:01:06.000+00:00',NULL,NULL,NULL,'2026-11-24T22:02:06.000+00:00');
INSERT INTO Credential VALUES('yjtp3chapfs8','22kpicynv3fd','5n4tx4t8yk3q','50d892861f855005e8935018f4660dd3',NULL,'2026-11-24T22:02:06.000+00:00','2026-12-24T22:02:06.000+00:00',NULL,'a1b84e92d917c86d2b8bed61a6a54194842fa2e83eaa7bd127bdb2986f5933d4','2026-11-24T22:07:06.000+00:00',NULL);
CREATE TABLE IF NOT EXISTS "ClusterEvent" (
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
INSERT INTO ClusterEvent VALUES(1,'22kpicynv3fd','22kpicynv3fd','5n4tx4t8yk3q','2026-11-24T22:00:00.000+00:00','info','spec','Asked for webshop with 3 small segments.',NULL);
INSERT INTO ClusterEvent VALUES(2,'22kpicynv3fd','22kpicynv3fd','5n4tx4t8yk3q','2026-11-24T22:00:03.000+00:00','info','network','Network 10.213.0.0/24 is there.',120);
INSERT INTO ClusterEvent VALUES(3,'22kpicynv3fd','22kpicynv3fd','5n4tx4t8yk3q','2026-11-24T22:00:03.000+00:00','info','endpoint','Endpoint on port 23760 ready.',NULL);
INSERT INTO ClusterEvent VALUES(4,'22kpicynv3fd','22kpicynv3fd','5n4tx4t8yk3q','2026-11-24T22:00:03.000+00:00','info','phase','webshop is active with 3 segments.',3000);
INSERT INTO ClusterEvent VALUES(5,'cvupufi9utf4','cvupufi9utf4','5n4tx4t8yk3q','2026-11-24T22:00:03.000+00:00','info','spec','Asked for lab with 1 standard segment.',NULL);
INSERT INTO ClusterEvent VALUES(6,'cvupufi9utf4','cvupufi9utf4','5n4tx4t8yk3q','2026-11-24T22:00:06.000+00:00','info','network','Network 10.213.1.0/24 is there.',120);
INSERT INTO ClusterEvent VALUES(7,'cvupufi9utf4','cvupufi9utf4','5n4tx4t8yk3q','2026-11-24T22:00:06.000+00:00','info','endpoint','Endpoint on port 23761 ready.',NULL);
INSERT INTO ClusterEvent VALUES(8,'cvupufi9utf4','cvupufi9utf4','5n4tx4t8yk3q','2026-11-24T22:00:06.000+00:00','info','phase','lab is active with 1 segments.',3000);
INSERT INTO ClusterEvent VALUES(9,'gpcnaexuhkc5','gpcnaexuhkc5','5n4tx4t8yk3q','2026-11-24T22:00:06.000+00:00','info','spec','Asked for old with 1 small segment.',NULL);
INSERT INTO ClusterEvent VALUES(10,'gpcnaexuhkc5','gpcnaexuhkc5','5n4tx4t8yk3q','2026-11-24T22:00:06.000+00:00','info','spec','Asked to delete old.',NULL);
INSERT INTO ClusterEvent VALUES(11,'cvupufi9utf4','cvupufi9utf4','5n4tx4t8yk3q','2026-11-24T22:01:06.000+00:00','info','spec','Asked for 2 segments instead of 1.',NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('ClusterEvent',11);
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
CREATE INDEX "Identity_userId_idx" ON "Identity"("userId");
CREATE INDEX "SignInThrottle_updatedAt_idx" ON "SignInThrottle"("updatedAt");
CREATE UNIQUE INDEX "Cluster_gatewayPort_key" ON "Cluster"("gatewayPort");
CREATE UNIQUE INDEX "Cluster_subnet_key" ON "Cluster"("subnet");
CREATE INDEX "Cluster_nextReconcileAt_idx" ON "Cluster"("nextReconcileAt");
CREATE UNIQUE INDEX "Cluster_ownerId_name_key" ON "Cluster"("ownerId", "name");
CREATE UNIQUE INDEX "Credential_serial_key" ON "Credential"("serial");
CREATE UNIQUE INDEX "Credential_linkHash_key" ON "Credential"("linkHash");
CREATE INDEX "Credential_clusterId_idx" ON "Credential"("clusterId");
CREATE INDEX "Credential_userId_idx" ON "Credential"("userId");
CREATE INDEX "ClusterEvent_clusterId_id_idx" ON "ClusterEvent"("clusterId", "id");
CREATE INDEX "ClusterEvent_ownerId_id_idx" ON "ClusterEvent"("ownerId", "id");
COMMIT;
