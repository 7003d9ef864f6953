// Bundles the viewer into one classic script, a few lines for the head of a page, and two style sheets, one of them to read by;
// the search of sites and what their story needs into scripts of their own. The same sources give the same bytes.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));

// Browsers of the last four years; container queries and DecompressionStream set the floor.
const TARGET = ['es2020', 'chrome109', 'firefox113', 'safari16.4'];

/** @type {import('esbuild').BuildOptions} */
const COMMON = {
    absWorkingDir: HERE,
    bundle: true,
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    target: TARGET,
    logLevel: 'warning',
};

const NOTICE = '/*! The search of a waterbed site, with MiniSearch: MIT License, copyright Luca Ongaro, https://github.com/lucaong/minisearch */';

/** @param {string} outdir folder the files are written to */
export async function buildViewer(outdir = join(HERE, 'dist')) {
    await mkdir(outdir, { recursive: true });
    await build({ ...COMMON, entryPoints: ['src/entry.js'], format: 'iife', outfile: join(outdir, 'waterbed.js') });
    await build({ ...COMMON, entryPoints: ['src/early.js'], format: 'iife', outfile: join(outdir, 'early.js') });
    // The search brings a library along, and with it the library's own notice.
    await build({ ...COMMON, entryPoints: ['src/search.js'], format: 'iife', outfile: join(outdir, 'search.js'), banner: { js: NOTICE } });
    await build({ ...COMMON, entryPoints: ['src/story.js'], format: 'iife', outfile: join(outdir, 'story.js') });
    await build({ ...COMMON, entryPoints: ['src/style.css'], outfile: join(outdir, 'waterbed.css') });
    await build({ ...COMMON, entryPoints: ['src/reading.css'], outfile: join(outdir, 'reading.css') });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildViewer(process.argv[2]);
