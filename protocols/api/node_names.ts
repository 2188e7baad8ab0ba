import { z } from "zod";

/**
 * A server id in a path: what its client calls its machine. Up to 64 characters, URL-encoded; a slash is never part of
 * one.
 */
export const ServerId = z.string().min(1).max(64)
  .regex(/^[^\p{Cc}\p{Cs}/]+$/u, "must have no control characters and no slash")
  .meta({ example: "4F1A09C27B3E" });

/** A container's name as Docker allows it. */
export const ContainerName = z.string()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}$/, "must be a container name as Docker allows it")
  .meta({ example: "3node0" });
