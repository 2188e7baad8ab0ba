"""Parses and acknowledges with Python's websockets; prints its port, and ends with its input."""
import asyncio
import json
import sys
import time

import websockets


async def serve(socket):
    async for text in socket:
        frame = json.loads(text)
        answer = {"type": "stats_ack", "status": "success", "timestamp": int(time.time() * 1000)}
        if frame["type"] == "register":
            answer["type"] = "register_ack"
        else:
            answer["sequence"] = frame["sequence"]
        await socket.send(json.dumps(answer, separators=(",", ":")))


async def main():
    loop = asyncio.get_running_loop()
    # The load answers no pings.
    async with websockets.serve(serve, "127.0.0.1", 0, compression=None, ping_interval=None) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
