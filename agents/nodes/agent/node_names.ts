/** A container of a chain by its name: `3node0`, `node1`. Source: node guide, section 3.2. */
const NODE_NAME = /^(3?)node(\d{1,4})$/;
const RPC_PORTS = { creditcoin3: 33_980, creditcoin2: 33_880 };

/** True for a name that says that its container is a node. */
export function isNodeName(name: string): boolean {
  return NODE_NAME.test(name);
}

/** Where a node answers RPC inside its container: 33980 + n for `3nodeN`, 33880 + n for `nodeN`; else undefined. */
export function rpcPortOf(name: string): number | undefined {
  const [, third, number] = NODE_NAME.exec(name) ?? [];
  if (number === undefined) return undefined;
  return (third === "3" ? RPC_PORTS.creditcoin3 : RPC_PORTS.creditcoin2) + Number(number);
}
