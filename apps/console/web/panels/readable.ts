import { colorManipulator, type GrafanaTheme2 } from '../grafana/data.ts';

const { asHexString, darken, getContrastRatio, lighten } = colorManipulator;

/** What is asked of text is 4.5; a transparent panel and a row under the pointer take a little away. */
const enough = 5;

/** The colour itself where text in it can be read on a panel, else the nearest shade of it that can. */
export function readable(color: string, { visualization }: GrafanaTheme2): string {
  const ground = visualization.getColorByName('panel-bg');
  const shade = getContrastRatio(ground, '#000000') < getContrastRatio(ground, '#ffffff') ? lighten : darken;
  const from = asHexString(color);
  for (let step = 0; step < 20; step++) {
    const text = step === 0 ? from : shade(from, step / 20);
    if (getContrastRatio(text, ground) >= enough) return text;
  }
  return shade(from, 1);
}

/** Black or white, whichever is easier to read on a ground of that colour. */
export function inkOn(color: string): string {
  const ground = asHexString(color);
  return getContrastRatio('#000000', ground) > getContrastRatio('#ffffff', ground) ? '#000000' : '#ffffff';
}
