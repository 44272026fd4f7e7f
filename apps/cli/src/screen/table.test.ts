import { expect, test } from 'vitest';
import { renderHeadedTable, renderTable } from './table.ts';

test('columns are as wide as their widest cell, and no line ends in blanks', () => {
  const lines = renderTable([
    ['gateway', 'http://127.0.0.1:8000', 'ready'],
    ['trickle', '', ''],
    ['alertmanager', 'http://127.0.0.1:9093', 'starting'],
  ]);
  expect(lines).toEqual([
    '  gateway       http://127.0.0.1:8000  ready',
    '  trickle',
    '  alertmanager  http://127.0.0.1:9093  starting',
  ]);
});

test('colour codes do not count as width', () => {
  const lines = renderHeadedTable(
    ['KEY', 'STATE'],
    [[{ text: 'a', style: 'red' }, 'open']],
    (style, text) => `<${style}>${text}`,
  );
  expect(lines).toEqual(['<dim>KEY  <dim>STATE', '<red>a    <plain>open']);
});
