// Prints what the viewer makes of a packed timeline: node print-unpacked.js FILE
import { readFileSync } from 'node:fs';
import { unpack } from '../../output/viewer/src/data/unpack.js';

process.stdout.write(JSON.stringify(unpack(JSON.parse(readFileSync(process.argv[2], 'utf8')))));
