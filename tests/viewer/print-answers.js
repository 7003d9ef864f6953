// Prints what the viewer answers about a timeline, as JSON, a row an input: the other half of tests/output/test_twins.py.
import { readFileSync } from 'node:fs';
import { stringsOf } from './golden.js';
import { answers } from './twins.js';

const [data, asked] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
for (const lang of data.meta.languages) data.texts[lang].ui = stringsOf(lang);
const halves = Object.fromEntries(Object.entries(answers).map(([subject, half]) => [subject, half(data)]));
process.stdout.write(JSON.stringify(asked.map((/** @type {{subject: string, given: any}} */ { subject, given }) => halves[subject](given))));
