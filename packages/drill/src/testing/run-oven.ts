import { searchBinaries } from '@switchgear/stack';
import { runDrill } from '../drill.ts';
import { cool, hot, ovenRules } from './oven.ts';

// A program that drills the oven, to be told to end.
const url = 'http://127.0.0.1:9';
const links = { console: url, dashboards: url, prometheus: url, alertmanager: url };
const binaries = searchBinaries();
if (binaries === undefined) throw new Error('the programs have to be there before this is run');
await runDrill({ links, binaries, ours: ovenRules(links, [{ alert: 'Hot' }]), worlds: [cool, hot(['Hot'])] });
