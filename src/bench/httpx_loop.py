"""Sends each line of a file, 64 in flight: httpx_loop.py URL FILE."""

import asyncio
import sys

import httpx


async def main(url, path):
    created = 0
    lines = iter(open(path, "rb"))
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
    headers = {"Content-Type": "application/json", "Authorization": "Bearer key"}
    async with httpx.AsyncClient(limits=limits, headers=headers, timeout=60) as client:

        async def work():
            nonlocal created
            for line in lines:
                answer = await client.post(url, content=line)
                created += answer.status_code == 201

        await asyncio.gather(*(work() for _ in range(64)))
    return created


print(asyncio.run(main(*sys.argv[1:])))
