// Which incidents are lit, and which are one disc, as in Python.

import { testGolden } from '../golden.js';

testGolden('incidents');
