import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { test as base } from "@playwright/test";
import { Builder, type WebDriver } from "selenium-webdriver";

/** Browsers that Playwright does not drive as Debian has them, and that have a driver of the WebDriver standard. */
export type Kind = "firefox" | "webkitgtk";

interface Options {
  kind: Kind;
}
interface Fixtures {
  /** A window of a session of its own, of the size of a desk. */
  reader: WebDriver;
}

/** What is started; `cargo xtask` puts the drivers on the path. */
const PROGRAMS = {
  firefox: process.env["FIREFOX"] ?? "/usr/bin/firefox-esr",
  geckodriver: "geckodriver",
  webkitDriver: "WebKitWebDriver",
  screen: "Xvfb",
};
/** How long a driver may take to listen, in ms. */
const PATIENCE = 30_000;

const CAPABILITIES = {
  firefox: {
    browserName: "firefox",
    "moz:firefoxOptions": {
      binary: PROGRAMS.firefox,
      args: ["-headless"],
      // The browser asks nobody but our server.
      prefs: { "intl.accept_languages": "fr", "network.captive-portal-service.enabled": false, "app.update.auto": false },
    },
  },
  webkitgtk: { browserName: "MiniBrowser" },
};

export const test = base.extend<Fixtures, Options & { driver: string }>({
  kind: ["firefox", { option: true, scope: "worker" }],
  driver: [
    async ({ kind }, use) => {
      const started: ChildProcess[] = [];
      const port = await freePort();
      if (kind === "firefox") {
        started.push(spawn(PROGRAMS.geckodriver, ["--port", `${port}`, "--websocket-port", `${await freePort()}`, "--log", "fatal"], { stdio: "ignore" }));
      } else {
        const { screen, name } = await virtualScreen();
        const surroundings = { ...process.env, DISPLAY: name, LIBGL_ALWAYS_SOFTWARE: "1", LANG: "fr_FR.UTF-8" };
        started.push(screen, spawn(PROGRAMS.webkitDriver, [`--port=${port}`], { env: surroundings, stdio: "ignore" }));
      }
      const address = `http://127.0.0.1:${port}`;
      try {
        await listening(address);
        await use(address);
      } finally {
        for (const one of started.reverse()) one.kill();
      }
    },
    { scope: "worker" },
  ],
  reader: async ({ kind, driver }, use) => {
    const browser = await session(kind, driver);
    try {
      await use(browser);
    } finally {
      await browser.quit();
    }
  },
});

async function session(kind: Kind, driver: string): Promise<WebDriver> {
  const browser = await new Builder().usingServer(driver).withCapabilities(CAPABILITIES[kind]).build();
  await browser.manage().window().setRect({ x: 0, y: 0, width: 1360, height: 1000 });
  return browser;
}

/** A screen that nobody sees, for a browser that has to have one; it chooses its number itself. */
async function virtualScreen(): Promise<{ screen: ChildProcess; name: string }> {
  const screen = spawn(PROGRAMS.screen, ["-displayfd", "3", "-screen", "0", "1360x1000x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const failed = new Promise<never>((_, no) => {
    screen.once("error", no);
    screen.once("exit", () => no(new Error(`${PROGRAMS.screen} ended before it had a screen`)));
  });
  const number = new Promise<string>((found) => (screen.stdio[3] as Readable).once("data", (text) => found(String(text).trim())));
  const name = `:${await Promise.race([number, failed])}`;
  failed.catch(() => undefined);
  return { screen, name };
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => found(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function listening(address: string): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    const answer = await fetch(`${address}/status`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`no driver listens at ${address}`);
}
