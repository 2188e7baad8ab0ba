import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { Container } from "../../protocols/api/container.ts";
import type { SessionKeyPage } from "../../protocols/api/session_key.ts";
import { confirm, jobOf, press, untilSeen } from "./dashboard_jobs.ts";
import { type Dashboard, type DashboardStage, untilAttribute } from "./dashboard_stage.ts";
