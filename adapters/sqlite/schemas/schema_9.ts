/** The ninth schema: the network cards of displays, as a person has set them and as the devices claim them. */
export const SCHEMA_9 = `
  ALTER TABLE displays ADD COLUMN mac_address TEXT;
  ALTER TABLE displays ADD COLUMN claimed_mac TEXT
`;
