const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const TIME = '\\d{2}:\\d{2}:\\d{2}';

/** The three forms of RFC 9110, section 5.6.7: IMF-fixdate, RFC 850, and asctime, which names no zone and means GMT. */
const FIXDATE = new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d{2} ${MONTH} \\d{4} ${TIME} GMT$`);
const RFC850 = new RegExp(`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \\d{2}-${MONTH}-\\d{2} ${TIME} GMT$`);
const ASCTIME = new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} [ \\d]\\d ${TIME} \\d{4}$`);

/** Epoch milliseconds of an HTTP date; undefined for everything else, also what Date.parse would make a date of. */
export function parseHttpDate(value: string): number | undefined {
  const known = FIXDATE.test(value) || RFC850.test(value) ? value : ASCTIME.test(value) ? `${value} GMT` : undefined;
  const at = known === undefined ? Number.NaN : Date.parse(known);
  return Number.isNaN(at) ? undefined : at;
}
