#!/usr/bin/env node
import { launch } from '../../../tools/launch.mjs';

process.exitCode = await launch('apps/cli/src/main.ts', process.argv.slice(2));
