// Builds the pages' style and behaviour: theme/ in, static/built/ out. Run by `make`, with the packages of package.json.
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const web = join(root, "src", "sportello", "channels", "web");
const theme = join(web, "theme");
const built = join(web, "static", "built");

const style = sass.compile(join(theme, "sportello.scss"), {
  loadPaths: [join(root, "node_modules")],
  quietDeps: true,
  style: "compressed",
});
const build = (format, ...names) =>
  esbuild.build({
    entryPoints: names.map((name) => join(theme, name)),
    outdir: built,
    bundle: true,
    format,
    minify: true,
    target: "es2020", // docs/browsers.md: younger syntax is written otherwise, or ends the build
    write: false,
  });
const behaviour = await build("esm", "sportello.js", "busy.js", "passkeys.js", "push.js");
const worker = await build("iife", "worker.js");
await rm(built, { recursive: true, force: true });
await mkdir(built, { recursive: true });
await writeFile(join(built, "sportello.css"), style.css);
for (const file of [...behaviour.outputFiles, ...worker.outputFiles]) await writeFile(file.path, file.contents);
await cp(join(theme, "images"), built, { recursive: true });
