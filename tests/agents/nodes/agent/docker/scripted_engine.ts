/** What a scripted engine answers to a path (without the version), with what is behind the question mark. */
export type EngineScript = (path: string, request: Request) => Response | Promise<Response>;

/** An engine that speaks HTTP on a free port of loopback, and what it was asked, versions included. */
export async function withScriptedEngine(
  script: EngineScript,
  test: (address: string, asked: readonly string[]) => Promise<void>,
  version: unknown = { ApiVersion: "1.47", MinAPIVersion: "1.24" },
): Promise<void> {
  const asked: string[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    const { pathname, search } = new URL(request.url);
    asked.push(pathname + search);
    if (pathname === "/version") return Response.json(version);
    return script(pathname.replace(/^\/v[\d.]+/, "") + search, request);
  });
  try {
    await test(`tcp://127.0.0.1:${server.addr.port}`, asked);
  } finally {
    await server.shutdown();
  }
}
