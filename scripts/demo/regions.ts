/** Where the demo's people live and what they are called. Names, streets and numbers are made up; the numbers are reserved for fiction. */

/** A name as it is written at home, and the form of it that an e-mail address can hold. */
type Name = string | readonly [written: string, latin: string];

export interface Region {
  readonly country: string;
  readonly firstNames: readonly Name[];
  readonly lastNames: readonly Name[];
  /** City, postal code, and state where the country has them. */
  readonly cities: readonly (readonly [city: string, postalCode: string, state?: string])[];
  readonly streets: readonly string[];
  readonly numberFirst?: boolean;
  readonly phone: string;
}

const GERMANY: Region = {
  country: 'DE',
  firstNames: ['Ada', 'Jürgen', 'Mareike', 'Özlem', 'Henning', 'Käthe', 'Thilo', 'Wiebke', 'Anselm', 'Friederike'],
  lastNames: ['Abel', 'Möllersdorf', 'Kıvanç', 'Großmann', 'Petersen', 'Weißhaupt', 'von der Ahe', 'Lüdtke', 'Ranisch'],
  cities: [
    ['Hamburg', '20457'],
    ['Leipzig', '04109'],
    ['München', '80331'],
    ['Köln', '50667'],
    ['Görlitz', '02826']
  ],
  streets: ['Ahornweg', 'Hafenstraße', 'Am Mühlteich', 'Lindenallee', 'Gänsemarkt'],
  phone: '+49 30 23125'
};
const FRANCE: Region = {
  country: 'FR',
  firstNames: ['Chloé', 'Édouard', 'Margaux', 'Théo', 'Anaïs', 'Loïc', 'Solène'],
  lastNames: ['Aubertin', 'Lefranc', 'N’Diaye', 'Garnier-Blot', 'Rousselin', 'D’Hervé'],
  cities: [
    ['Lyon', '69002'],
    ['Nantes', '44000'],
    ['Besançon', '25000']
  ],
  streets: ['rue des Tilleuls', 'quai Saint-Martin', 'avenue du Marché', 'impasse du Puits'],
  numberFirst: true,
  phone: '+33 1 99 00'
};
const ITALY: Region = {
  country: 'IT',
  firstNames: ['Chiara', 'Niccolò', 'Giulia', 'Dario', 'Beatrice'],
  lastNames: ['Gallodoro', 'De Santis', 'Rossetti', 'Conti', 'Bellanova'],
  cities: [
    ['Torino', '10121', 'TO'],
    ['Verona', '37121', 'VR'],
    ['Lecce', '73100', 'LE']
  ],
  streets: ['via dei Platani', 'corso Vecchio', 'piazza San Nicolò'],
  phone: '+39 02 5550'
};
const SPAIN: Region = {
  country: 'ES',
  firstNames: ['Lucía', 'Iñaki', 'Marta', 'Álvaro', 'Noelia'],
  lastNames: ['Romero Peña', 'Etxeberria', 'Núñez', 'Castañeda', 'Vilar'],
  cities: [
    ['Sevilla', '41001'],
    ['Donostia', '20003'],
    ['A Coruña', '15001']
  ],
  streets: ['calle del Olmo', 'paseo de la Ría', 'plaza Mayor'],
  phone: '+34 91 555'
};
const NETHERLANDS: Region = {
  country: 'NL',
  firstNames: ['Maarten', 'Sanne', 'Jurriaan', 'Fleur', 'Ruben'],
  lastNames: ['de Wit', 'van ’t Hoff', 'Bakkerink', 'IJsselstein', 'Verhoeven'],
  cities: [
    ['Utrecht', '3511 AB'],
    ['’s-Hertogenbosch', '5211 CD'],
    ['Groningen', '9711 EF']
  ],
  streets: ['Prinsengracht', 'Molenstraat', 'Kerkplein'],
  phone: '+31 20 555'
};
const POLAND: Region = {
  country: 'PL',
  firstNames: ['Jakub', 'Małgorzata', 'Łucja', 'Wojciech', 'Agnieszka'],
  lastNames: ['Wiśniowski', 'Źrebiec', 'Kowalczykowska', 'Dąbek', 'Nowicki'],
  cities: [
    ['Łódź', '90-001'],
    ['Gdańsk', '80-801'],
    ['Kraków', '31-005']
  ],
  streets: ['ul. Jesionowa', 'ul. Długa', 'al. Wiosenna'],
  phone: '+48 22 555'
};
const NORTH: Region = {
  country: 'SE',
  firstNames: ['Åsa', 'Björn', 'Linnéa', 'Sindre', 'Þóra', 'Aino'],
  lastNames: ['Ekmanson', 'Sjöqvist', 'Øverland', 'Jónsdóttir', 'Mäkelä'],
  cities: [
    ['Göteborg', '411 03'],
    ['Malmö', '211 20'],
    ['Luleå', '972 31']
  ],
  streets: ['Björkvägen', 'Storgatan', 'Hamngatan'],
  phone: '+46 8 465 00'
};
const GREECE: Region = {
  country: 'GR',
  firstNames: [
    ['Ελένη', 'eleni'],
    ['Γιώργος', 'giorgos'],
    ['Δανάη', 'danai']
  ],
  lastNames: [
    ['Παπαδάκη', 'papadaki'],
    ['Νικολαΐδης', 'nikolaidis'],
    ['Ιωάννου', 'ioannou']
  ],
  cities: [
    ['Θεσσαλονίκη', '546 24'],
    ['Αθήνα', '105 57']
  ],
  streets: ['Οδός Ελιάς', 'Λεωφόρος Νίκης'],
  phone: '+30 21 0555'
};
const BULGARIA: Region = {
  country: 'BG',
  firstNames: [
    ['Радослава', 'radoslava'],
    ['Димитър', 'dimitar'],
    ['Йоана', 'yoana']
  ],
  lastNames: [
    ['Ковачева', 'kovacheva'],
    ['Стоянов', 'stoyanov'],
    ['Величкова', 'velichkova']
  ],
  cities: [
    ['Пловдив', '4000'],
    ['София', '1000']
  ],
  streets: ['ул. Липа', 'бул. Тракия'],
  phone: '+359 2 555'
};
const BRITAIN: Region = {
  country: 'GB',
  firstNames: ['Graham', 'Imogen', 'Rhys', 'Aoife'],
  lastNames: ['Holt', 'Featherstone', 'ap Rhys', 'Blackwood'],
  cities: [
    ['Bristol', 'BS1 4DJ'],
    ['Leeds', 'LS1 3EX']
  ],
  streets: ['Mill Lane', 'Tanner Row', 'Station Yard'],
  numberFirst: true,
  phone: '+44 20 7946 00'
};
const AMERICA: Region = {
  country: 'US',
  firstNames: ['Nora', 'Marcus', 'Keisha', 'José', 'Priya', 'Wendell', 'Siobhán', 'Tyrell', 'Mei-Ling', 'Dakota'],
  lastNames: ['Whitfield', 'O’Rourke', 'Okonkwo', 'Delgado-Ruiz', 'Venkataraman', 'McAllister', 'Nakai', 'Prescott'],
  cities: [
    ['Boston', '02110', 'MA'],
    ['Portland', '97205', 'OR'],
    ['Austin', '78701', 'TX'],
    ['Santa Fe', '87501', 'NM'],
    ['Duluth', '55802', 'MN']
  ],
  streets: ['Larkspur Ave', 'Harbor St', 'Old Mill Rd', 'Juniper Ct', 'W 4th St Apt 12B'],
  numberFirst: true,
  phone: '+1 617 555 01'
};
const CANADA: Region = {
  country: 'CA',
  firstNames: ['Élodie', 'Graham', 'Nadia', 'Étienne'],
  lastNames: ['Tremblay-Roy', 'Fitzgerald', 'Singh', 'Bouchard'],
  cities: [
    ['Québec', 'G1R 4P5', 'QC'],
    ['Halifax', 'B3J 2K9', 'NS']
  ],
  streets: ['Maple Cres', 'rue du Fleuve', 'Granville St'],
  numberFirst: true,
  phone: '+1 613 555 01'
};
const JAPAN: Region = {
  country: 'JP',
  firstNames: [
    ['美咲', 'misaki'],
    ['健太', 'kenta'],
    ['陽子', 'yoko']
  ],
  lastNames: [
    ['青山', 'aoyama'],
    ['小野寺', 'onodera'],
    ['渡辺', 'watanabe']
  ],
  cities: [
    ['札幌市', '060-0001', '北海道'],
    ['京都市', '600-8001', '京都府']
  ],
  streets: ['中央区北一条', '下京区四条通'],
  phone: '+81 3 5550'
};
const KOREA: Region = {
  country: 'KR',
  firstNames: [
    ['서연', 'seoyeon'],
    ['민준', 'minjun']
  ],
  lastNames: [
    ['한', 'han'],
    ['남궁', 'namgung']
  ],
  cities: [['부산', '48058']],
  streets: ['해운대로', '동백길'],
  phone: '+82 2 555'
};
const LEVANT: Region = {
  country: 'AE',
  firstNames: [
    ['ليلى', 'layla'],
    ['سامي', 'sami'],
    ['مريم', 'maryam']
  ],
  lastNames: [
    ['الحداد', 'alhaddad'],
    ['منصور', 'mansour']
  ],
  cities: [['دبي', '00000']],
  streets: ['شارع النخيل', 'شارع الميناء'],
  phone: '+971 4 555'
};

/** Who shops in Europe and who in America; a region that stands twice has more people. */
export const REGIONS: Readonly<Record<'byron-eu' | 'byron-us', readonly Region[]>> = {
  'byron-eu': [GERMANY, FRANCE, GREECE, NETHERLANDS, GERMANY, ITALY, BULGARIA, SPAIN, NORTH, GERMANY, POLAND, LEVANT],
  'byron-us': [AMERICA, AMERICA, JAPAN, AMERICA, CANADA, AMERICA, KOREA, AMERICA]
};

export const REGION_OF: Readonly<Record<string, Region>> = Object.fromEntries(
  [GERMANY, FRANCE, ITALY, SPAIN, NETHERLANDS, POLAND, NORTH, GREECE, BRITAIN, AMERICA].map((region) => [
    region.country,
    region
  ])
);

/** Letters that have no accent to drop. */
const SPELLED: Readonly<Record<string, string>> = { ß: 'ss', ø: 'oe', ł: 'l', þ: 'th', ı: 'i', æ: 'ae' };

/** The part of a name that an e-mail address can hold. */
export function mailName(name: Name): string {
  const text = typeof name === 'string' ? name : name[1];
  return text
    .toLowerCase()
    .replace(/[ßøłþıæ]/g, (letter) => SPELLED[letter])
    .normalize('NFD')
    .replace(/[^a-z]+/g, '');
}

export function written(name: Name): string {
  return typeof name === 'string' ? name : name[0];
}
