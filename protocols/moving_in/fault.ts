/**
 * Why something of an old server cannot be read at all:
 * - `missing`, `notPermitted`, `isFolder`, `notFolder`, `notFile`: the path; a pipe or device is no file
 * - `notDatabase`, `otherDatabase`, `ownDatabase`, `damaged`: what is in the file
 * - `busy`: it was changed each time that it was copied
 * - `tooLarge`, `tooMany`: more than a site has
 * - `noKeys`: a folder without a file that could be a key
 * - `full`: there is no room for the copy that is read
 * - `hostRuns`: not of the old server: a control host has the data folder that it is to go to
 */
export type MovingInFault =
  | "missing"
  | "notPermitted"
  | "isFolder"
  | "notFolder"
  | "notFile"
  | "notDatabase"
  | "otherDatabase"
  | "ownDatabase"
  | "damaged"
  | "busy"
  | "tooLarge"
  | "tooMany"
  | "noKeys"
  | "full"
  | "hostRuns"
  | "failed";
