import { type Engine, platformClass } from '../../engine/index.ts';
import { ApexDouble, Decimal } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { CompoundValue, SOQL_SQL_FUNCTIONS } from '../../soql/index.ts';
import { nullPointer } from './support.ts';

/** Scale of the distances that the SQL function answers. */
const DISTANCE_SCALE = 12;

function part(name: string) {
  return (_rt: Engine, self: CompoundValue): ApexValue =>
    self.parts.get(`${name.charAt(0).toLowerCase()}${name.slice(1)}`) ?? null;
}

function coordinate(value: CompoundValue, name: string): number | null {
  const found = value.parts.get(name);
  return found instanceof ApexDouble ? found.value : null;
}

/** Distance in `mi` or `km`. */
function distance(
  _rt: Engine,
  from: CompoundValue | null,
  to: CompoundValue | null,
  unit: string | null
): ApexDouble | null {
  const [a, b] = [from ?? nullPointer('Argument 1 cannot be null'), to ?? nullPointer('Argument 2 cannot be null')];
  const scaled = SOQL_SQL_FUNCTIONS['soql_distance']?.(
    coordinate(a, 'latitude'),
    coordinate(a, 'longitude'),
    coordinate(b, 'latitude'),
    coordinate(b, 'longitude'),
    unit ?? 'mi'
  );
  return scaled === null || scaled === undefined ? null : new ApexDouble(Number(scaled) / 10 ** DISTANCE_SCALE);
}

function newLocation(_rt: Engine, latitude: ApexValue, longitude: ApexValue): CompoundValue {
  const degrees = (value: ApexValue) => (value instanceof Decimal ? new ApexDouble(value.toNumber()) : value);
  return new CompoundValue(
    'location',
    new Map([
      ['latitude', degrees(latitude)],
      ['longitude', degrees(longitude)]
    ])
  );
}

function accessors(names: readonly string[]) {
  return {
    methods: Object.fromEntries(names.map((name) => [`get${name}`, part(name)])),
    properties: Object.fromEntries(names.map((name) => [name, { get: part(name) }]))
  };
}

const address = accessors([
  'City',
  'Country',
  'CountryCode',
  'GeocodeAccuracy',
  'Latitude',
  'Longitude',
  'PostalCode',
  'State',
  'StateCode',
  'Street'
]);
const location = accessors(['Latitude', 'Longitude']);

export const compoundClasses = [
  platformClass({ name: 'System.Address', ...address, methods: { ...address.methods, getDistance: distance } }),
  platformClass({
    name: 'System.Location',
    ...location,
    methods: { ...location.methods, getDistance: distance },
    statics: { getDistance: distance, newInstance: newLocation }
  })
];
