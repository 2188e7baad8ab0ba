import { z } from "zod";

/**
 * A container's name as Docker allows it: 1 to 128 letters, digits, `_`, `.` and `-`, the first a letter or a
 * digit. So it can be part of a file name as it is. Docker itself knows no upper limit; 128 are twice a host name.
 */
export const CONTAINER_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}$/;

/** The rule in words, to follow the name of a field. */
export const CONTAINER_NAME_RULE = "must be a container name as Docker allows it";

/** As a schema. */
export const ContainerName = z.string().regex(CONTAINER_NAME, CONTAINER_NAME_RULE);
