-- CreateIndex
CREATE INDEX "AuditEvent_email_at_idx" ON "AuditEvent"("email", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_dashboard_at_idx" ON "AuditEvent"("dashboard", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_tenantId_dashboard_at_idx" ON "AuditEvent"("tenantId", "dashboard", "at");

-- By hand, from here on: partial indexes, which a Prisma schema cannot say. What is not an allowed mint
-- is rare among many mints; these find it without reading them, and cost a mint nothing.
CREATE INDEX "AuditEvent_tenantId_action_at_rare_idx" ON "AuditEvent"("tenantId", "action", "at") WHERE "action" <> 'mint';
CREATE INDEX "AuditEvent_action_at_rare_idx" ON "AuditEvent"("action", "at") WHERE "action" <> 'mint';
CREATE INDEX "AuditEvent_tenantId_at_refused_idx" ON "AuditEvent"("tenantId", "at") WHERE "outcome" <> 'allowed';
CREATE INDEX "AuditEvent_at_refused_idx" ON "AuditEvent"("at") WHERE "outcome" <> 'allowed';
