/**
 * Most bytes of one picture, in any framing: a 4K JPEG of the best quality has some 6 MB, a keyframe of the fielded
 * cameras (1920 × 1080) less than 1 MB. A length beyond it is a peer that speaks something else.
 */
export const MAX_FRAME_BYTES = 8 * 1024 * 1024;

/**
 * Most NAL units of one access unit. A 4K picture with a slice per row of macroblocks has 135; without a limit,
 * 8 MiB of empty units would become two million objects.
 */
export const MAX_NAL_UNITS = 4_096;

/**
 * Most bytes of all parameter sets together, and of the messages before a picture, that are looked at. A sequence
 * parameter set with all its scaling lists stays below 1.5 kB; cameras send 50 bytes in all.
 */
export const MAX_PARAMETER_BYTES = 4_096;

/**
 * Bytes in which a stream must show what it is. A viewer of the guide's server may join in the middle of a keyframe,
 * which has up to 300 kB at 1920 × 1080 and 10 Mb/s, and must see two start codes from there.
 */
export const SNIFF_BYTES = 512 * 1024;
