// A small timeline by hand, in the shape of docs/timeline.md: every mode and shape of movement, every family of event,
// both languages. It is written as rows and turned into columns below, so that it can be read.

/** @param {string} iso */
export const day = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / 864e5);

/** Days of a span: four dates, "" for unknown or open. @param {string[]} dates */
const days = ([a, b, c, d]) => ({
  start_min: a ? day(a) : null,
  start_max: b ? day(b) : null,
  end_min: c ? day(c) : null,
  end_max: d ? day(d) : null,
});

const UNDATED = ["", "", "", ""];

// id, level, kind, parent, country, iso2, iso_3166_2, lon, lat, precision_km, English, French
/** @type {[string, string, string, string, string, string, string, number|null, number|null, number|null, string, string][]} */
const PLACES = [
  ["myanmar", "country", "country", "", "myanmar", "MM", "", 95.93, 21.63, null, "Myanmar", "Birmanie"],
  ["cambodia", "country", "country", "", "cambodia", "KH", "", 104.43, 12.66, null, "Cambodia", "Cambodge"],
  ["laos", "country", "country", "", "laos", "LA", "", 102.56, 19.6, null, "Laos", "Laos"],
  ["china", "country", "country", "", "china", "CN", "", 109.47, 32.46, null, "China", "Chine"],
  ["india", "country", "country", "", "india", "IN", "", 79.22, 22.35, null, "India", "Inde"],
  ["philippines", "country", "country", "", "philippines", "PH", "", 121.37, 16.98, null, "Philippines", "Philippines"],
  ["peru", "country", "country", "", "peru", "PE", "", -73.06, -12.98, null, "Peru", "Pérou"],
  ["southeast-asia", "region", "region", "", "", "", "", 108, 10, 2000, "Southeast Asia", "Asie du Sud-Est"],
  ["africa", "region", "region", "", "", "", "", 20, 3, 3500, "Africa", "Afrique"],
  ["kokang", "zone", "self_administered_zone", "myanmar", "myanmar", "MM", "", 98.762, 23.696, 30, "Kokang", "Kokang"],
  ["laukkai", "zone", "town", "kokang", "myanmar", "MM", "", 98.762, 23.696, 5, "Laukkai", "Laukkai"],
  ["kayin-state", "zone", "state", "myanmar", "myanmar", "MM", "MM-13", 98.11, 16.33, 100, "Kayin State", "État Kayin"],
  ["myawaddy", "zone", "township_area", "kayin-state", "myanmar", "MM", "", 98.509, 16.689, 15, "Myawaddy", "Myawaddy"],
  ["kk-park", "zone", "compound_area", "myawaddy", "myanmar", "MM", "", 98.509, 16.689, 12, "KK Park", "KK Park"],
  ["shwe-kokko", "zone", "town", "myawaddy", "myanmar", "MM", "", 98.531, 16.821, 5, "Shwe Kokko", "Shwe Kokko"],
  ["payathonzu", "zone", "town", "kayin-state", "myanmar", "MM", "", 98.388, 15.318, 5, "Payathonzu", "Payathonzu"],
  ["koh-kong", "zone", "town", "cambodia", "cambodia", "KH", "", 102.984, 11.615, 40, "Koh Kong", "Koh Kong"],
  ["phnom-penh", "zone", "city", "cambodia", "cambodia", "KH", "", 104.916, 11.562, 15, "Phnom Penh", "Phnom Penh"],
  ["sihanoukville", "zone", "city", "cambodia", "cambodia", "KH", "", 103.53, 10.609, 8, "Sihanoukville", "Sihanoukville"],
  ["golden-triangle", "zone", "sez", "laos", "laos", "LA", "", 100.1, 20.35, 8, "Golden Triangle SEZ", "ZES du Triangle d’Or"],
  ["lima", "zone", "district", "peru", "peru", "PE", "", -76.95, -12.083, 8, "La Molina, Lima", "La Molina, Lima"],
];

// id, place, role, drawn, certainty, present, attested windows, English, French
/** @type {[string, string, string, number, number, string[], string[][], string, string][]} */
const HUBS = [
  ["hub-laukkai", "laukkai", "fraud_hub", 1, 2, ["2021-02-01", "2021-02-28", "2024-01-01", "2024-01-31"], [["2023-11-01", "2023-11-30"]], "Laukkai, scam centres", "Laukkai, centres d’escroquerie"],
  ["hub-shwe-kokko", "shwe-kokko", "fraud_hub", 1, 2, ["2019-01-01", "2019-12-31", "", ""], [["2025-02-14", "2025-02-14"]], "Shwe Kokko, scam centres", "Shwe Kokko, centres d’escroquerie"],
  ["hub-kk-park", "kk-park", "fraud_hub", 1, 0, ["2020-01-01", "2020-12-31", "", ""], [["2025-10-20", "2025-10-20"]], "KK Park", "KK Park"],
  ["hub-sihanoukville", "sihanoukville", "fraud_hub", 1, 2, UNDATED, [["2022-09-01", "2022-09-30"]], "Sihanoukville, scam centres", "Sihanoukville, centres d’escroquerie"],
  ["hub-huione", "phnom-penh", "marketplace", 1, 2, ["2021-01-01", "2021-12-31", "2025-05-13", "2025-05-13"], [["2025-05-01", "2025-05-31"]], "Guarantee marketplace", "Place de marché de garantie"],
  ["hub-golden-triangle", "golden-triangle", "fraud_hub", 1, 2, UNDATED, [["2025-05-01", "2025-05-31"]], "Golden Triangle SEZ, scam centres", "ZES du Triangle d’Or, centres"],
  ["hub-kayin", "kayin-state", "fraud_hub", 1, 1, UNDATED, [], "Kayin State, scam centres", "État Kayin, centres"],
  ["hub-lima", "lima", "fraud_hub", 1, 2, ["2023-09-29", "2023-09-29", "2023-10-07", "2023-10-07"], [["2023-10-07", "2023-10-07"]], "Lima, one site", "Lima, un site"],
  ["hub-recruit-india", "india", "recruitment_origin", 0, 2, UNDATED, [["2025-05-01", "2025-05-31"]], "Recruited from India", "Recrutés en Inde"],
];

// id, kind, origin, destination, shape, mode, dates, margins, bend, shift, best, unit, cause, certainty, English, French
/** @type {[string, string, string, string, string, string, string[], [number, number], number, number, number|null, string, string[], number, string, string][]} */
const MOVEMENTS = [
  ["mov-kokang-kayin", "displacement", "kokang", "kayin-state", "curve", "bounded", ["2023-09-01", "2023-09-30", "2024-04-01", "2024-04-30"], [15, 0], 0.14, 0, null, "", ["evt-1027"], 2, "Kokang to Kayin State", "De Kokang à l’État Kayin"],
  ["mov-kokang-cambodia", "displacement", "kokang", "cambodia", "curve", "bounded", ["2023-09-01", "2023-09-30", "2024-04-01", "2024-04-30"], [15, 0], 0.19, 0, null, "", ["evt-1027"], 2, "Kokang to Cambodia", "De Kokang au Cambodge"],
  ["mov-repatriation-china", "repatriation", "myanmar", "china", "curve", "bounded", ["2023-09-01", "2023-09-30", "2024-04-01", "2024-04-30"], [0, 0], 0.17, 0, 45000, "people", [], 2, "Handed over to China", "Remis à la Chine"],
  ["mov-myawaddy-kohkong", "displacement", "myawaddy", "koh-kong", "curve", "bounded", ["2025-02-01", "2025-02-28", "2025-04-01", "2025-04-30"], [15, 0], 0.15, 0, null, "", ["evt-power-cut"], 1, "Myawaddy to Koh Kong", "De Myawaddy à Koh Kong"],
  ["mov-repatriation-india", "repatriation", "myawaddy", "india", "curve", "bounded", ["2025-03-10", "2025-03-10", "2025-03-11", "2025-03-11"], [0, 0], 0.2, 0, 549, "people", [], 2, "Flown back to India", "Rapatriés en Inde"],
  ["mov-cambodia-gt", "displacement", "cambodia", "golden-triangle", "curve", "lower", ["2019-08-18", "2019-08-18", "", ""], [0, 0], 0.16, 0, null, "", ["evt-ban"], 1, "Cambodia to the Golden Triangle", "Du Cambodge au Triangle d’Or"],
  ["mov-philippines-myanmar", "displacement", "philippines", "myanmar", "curve", "upper", ["", "", "2023-09-01", "2023-09-30"], [0, 0], 0.2, 0, null, "", [], 2, "Philippines to Myanmar", "Des Philippines à la Birmanie"],
  ["mov-kk-return", "return", "kk-park", "kk-park", "ring", "bounded", ["2025-03-01", "2025-03-31", "2025-09-01", "2025-09-30"], [0, 0], 0, 0, null, "", [], 2, "KK Park grows again", "KK Park s’étend de nouveau"],
  ["mov-expand-africa", "expansion", "southeast-asia", "africa", "curve", "undated", UNDATED, [0, 0], 0.15, 0, null, "", [], 2, "To Africa", "Vers l’Afrique"],
  ["mov-peru", "trafficking", "southeast-asia", "lima", "curve", "bounded", ["2023-09-01", "2023-09-30", "2023-09-29", "2023-09-29"], [15, 0], 0.12, 1, 43, "people", [], 2, "To Peru", "Vers le Pérou"],
  ["mov-arrival-philippines", "displacement", "", "philippines", "arrival", "undated", UNDATED, [0, 0], 0, 0, null, "", [], 0, "To the Philippines, origin not stated", "Vers les Philippines, origine non précisée"],
  ["mov-return-trend", "return", "", "", "none", "undated", UNDATED, [0, 0], 0, 0, null, "", [], 0, "Return, as a trend", "Retour, comme tendance"],
];

const SIGNS = /** @type {Record<string, string>} */ ({ enforcement: 'crackdown', regulation: 'crackdown', disruption: 'disruption' });

// id, kind, family, place, stage, dates, certainty, English, French
/** @type {[string, string, string, string, string, string[], number, string, string][]} */
const EVENTS = [
  ["evt-ban", "ban", "regulation", "cambodia", "crackdown", ["2019-08-18", "2019-08-18", "2019-08-18", "2019-08-18"], 2, "Ban on online gambling licences", "Interdiction des licences de jeux en ligne"],
  ["evt-1027", "armed_conflict", "disruption", "kokang", "crackdown", ["2023-10-27", "2023-10-27", "2023-10-27", "2023-10-27"], 2, "Armed conflict begins in northern Shan", "Un conflit armé débute au nord de l’État Shan"],
  ["evt-laukkai", "armed_conflict", "disruption", "laukkai", "crackdown", ["2024-01-04", "2024-01-04", "2024-01-04", "2024-01-04"], 1, "Laukkai changes hands", "Laukkai change de mains"],
  ["evt-power-cut", "power_cut", "disruption", "myawaddy", "crackdown", ["2025-02-05", "2025-02-05", "2025-02-05", "2025-02-05"], 2, "Electricity cut off", "Coupure d’électricité"],
  ["evt-shwe-kokko-raid", "raid", "enforcement", "shwe-kokko", "crackdown", ["2025-02-14", "2025-02-14", "2025-02-14", "2025-02-14"], 1, "Raid at Shwe Kokko", "Descente à Shwe Kokko"],
  ["evt-kk-park-raid", "raid", "enforcement", "kk-park", "crackdown", ["2025-02-24", "2025-02-24", "2025-02-24", "2025-02-24"], 1, "About 6,500 people held, KK Park", "Environ 6 500 personnes retenues, KK Park"],
  ["evt-report", "report", "observation", "southeast-asia", "context", ["2025-04-21", "2025-04-21", "2025-04-21", "2025-04-21"], 2, "Report published", "Rapport publié"],
  ["evt-gt-raid", "raid", "enforcement", "golden-triangle", "crackdown", ["2024-08-12", "2024-08-12", "2024-08-12", "2024-08-12"], 2, "Raid in the Golden Triangle SEZ", "Descente dans la ZES"],
  ["evt-shutdown", "platform_shutdown", "regulation", "phnom-penh", "crackdown", ["2025-05-13", "2025-05-13", "2025-05-13", "2025-05-13"], 2, "Platform closed", "Fermeture de la plateforme"],
  ["evt-conflict-undated", "armed_conflict", "disruption", "myanmar", "crackdown", UNDATED, 1, "Armed conflict, no date", "Conflit armé, sans date"],
];

// place, phase, form, candidate, derived, rule, dates, certainty, basis
/** @type {[string, string, string, number, number, string, string[], number, string[]][]} */
const SPANS = [
  ["shwe-kokko", "presence", "", 0, 1, "present", ["2019-01-01", "2019-12-31", "2025-11-01", ""], 2, ["hub-shwe-kokko"]],
  ["cambodia", "crackdown", "", 0, 1, "event", ["2019-08-18", "2019-08-18", "2019-08-18", "2019-08-18"], 2, ["evt-ban"]],
  ["kk-park", "presence", "", 0, 1, "present", ["2020-01-01", "2020-12-31", "2025-11-01", ""], 0, ["hub-kk-park"]],
  ["phnom-penh", "presence", "", 0, 1, "present", ["2021-01-01", "2021-12-31", "2025-05-13", "2025-05-13"], 2, ["hub-huione"]],
  ["laukkai", "presence", "", 0, 1, "present", ["2021-02-01", "2021-02-28", "2024-01-01", "2024-01-31"], 2, ["hub-laukkai"]],
  ["kokang", "displacement", "", 0, 1, "movement", ["2023-09-01", "2023-09-30", "2024-04-01", "2024-04-30"], 2, ["mov-kokang-kayin", "mov-kokang-cambodia"]],
  ["kayin-state", "arrival", "", 0, 1, "movement", ["2023-09-01", "2023-09-30", "2024-04-01", "2024-04-30"], 2, ["mov-kokang-kayin"]],
  ["cambodia", "arrival", "", 1, 1, "movement", ["2023-09-01", "2023-09-30", "2024-04-01", "2024-04-30"], 2, ["mov-kokang-cambodia"]],
  ["lima", "presence", "", 0, 1, "present", ["2023-09-29", "2023-09-29", "2023-10-07", "2023-10-07"], 2, ["hub-lima"]],
  ["kokang", "disruption", "", 0, 1, "event", ["2023-10-27", "2023-10-27", "2023-10-27", "2023-10-27"], 2, ["evt-1027"]],
  ["laukkai", "disruption", "", 0, 1, "event", ["2024-01-04", "2024-01-04", "2024-01-04", "2024-01-04"], 1, ["evt-laukkai"]],
  ["golden-triangle", "crackdown", "", 0, 1, "event", ["2024-08-12", "2024-08-12", "2024-08-12", "2024-08-12"], 2, ["evt-gt-raid"]],
  ["myawaddy", "displacement", "", 0, 1, "movement", ["2025-02-01", "2025-02-28", "2025-04-01", "2025-04-30"], 1, ["mov-myawaddy-kohkong"]],
  ["koh-kong", "arrival", "", 0, 1, "movement", ["2025-02-01", "2025-02-28", "2025-04-01", "2025-04-30"], 1, ["mov-myawaddy-kohkong"]],
  ["myawaddy", "disruption", "", 0, 1, "event", ["2025-02-05", "2025-02-05", "2025-02-05", "2025-02-05"], 2, ["evt-power-cut"]],
  ["shwe-kokko", "crackdown", "", 0, 1, "event", ["2025-02-14", "2025-02-14", "2025-02-14", "2025-02-14"], 1, ["evt-shwe-kokko-raid"]],
  ["kk-park", "crackdown", "", 0, 1, "event", ["2025-02-24", "2025-02-24", "2025-02-24", "2025-02-24"], 1, ["evt-kk-park-raid"]],
  ["kk-park", "return", "regrowth", 0, 0, "", ["2025-03-01", "2025-03-31", "2025-09-01", "2025-09-30"], 2, ["mov-kk-return"]],
  ["phnom-penh", "crackdown", "", 0, 1, "event", ["2025-05-13", "2025-05-13", "2025-05-13", "2025-05-13"], 2, ["evt-shutdown"]],
];

// place, trigger, family, stops, departure, linked by, destinations, returned, form, candidates, outcome, lags, certainty, basis
/** @type {[string, string, string, number[], string, string, string[], string, string, string[], string, any, any, number, string[]][]} */
const CYCLES = [
  ["cambodia", "evt-ban", "regulation", [1, 1, 0], "mov-cambodia-gt", "cause", ["golden-triangle"], "", "", ["mov-kokang-cambodia"], "candidate", [0, null], null, 1, ["evt-ban", "mov-cambodia-gt", "mov-kokang-cambodia"]],
  ["golden-triangle", "evt-gt-raid", "enforcement", [1, 1, 1], "", "", [], "", "", [], "none_recorded", null, null, 2, ["evt-gt-raid"]],
  ["myawaddy", "evt-power-cut", "disruption", [1, 1, 0], "mov-myawaddy-kohkong", "after", ["koh-kong"], "", "", [], "none_recorded", [0, 84], null, 1, ["evt-power-cut", "mov-myawaddy-kohkong"]],
  ["shwe-kokko", "evt-shwe-kokko-raid", "enforcement", [1, 1, 0], "", "", [], "", "", [], "none_recorded", null, null, 1, ["evt-shwe-kokko-raid"]],
  ["kk-park", "evt-kk-park-raid", "enforcement", [1, 1, 0], "", "", [], "mov-kk-return", "regrowth", [], "return", null, [5, 219], 1, ["evt-kk-park-raid", "mov-kk-return"]],
  ["phnom-penh", "evt-shutdown", "regulation", [1, 1, 1], "", "", [], "", "", [], "none_recorded", null, null, 2, ["evt-shutdown"]],
];

const CYCLE_TEXTS = /** @type {Record<string, {sentence: string, departure: string, back: string, outcome: string}[]>} */ ({
  en: [
    { sentence: "After the ban of 18 August 2019, operations are reported to leave Cambodia for the Golden Triangle; a later arrival is compatible with a return.", departure: "on the day or later", back: "", outcome: "candidate: compatible with a return" },
    { sentence: "After the raid of 12 August 2024 no departure and no return is recorded.", departure: "", back: "", outcome: "no return recorded" },
    { sentence: "After the power cut of 5 February 2025, operations are reported to leave Myawaddy for Koh Kong.", departure: "within 84 days", back: "", outcome: "no return recorded" },
    { sentence: "After the raid of 14 February 2025 no departure and no return is recorded.", departure: "", back: "", outcome: "no return recorded" },
    { sentence: "After the raid of 24 February 2025, KK Park is reported to grow again.", departure: "", back: "5 to 219 days", outcome: "return recorded" },
    { sentence: "After the closure of 13 May 2025 no return is recorded.", departure: "", back: "", outcome: "no return recorded" },
  ],
  fr: [
    { sentence: "Après l’interdiction du 18 août 2019, des départs du Cambodge vers le Triangle d’Or sont signalés ; une arrivée ultérieure est compatible avec un retour.", departure: "le jour même ou plus tard", back: "", outcome: "compatible avec un retour" },
    { sentence: "Après la descente du 12 août 2024, ni départ ni retour consignés.", departure: "", back: "", outcome: "aucun retour consigné" },
    { sentence: "Après la coupure du 5 février 2025, des départs de Myawaddy vers Koh Kong sont signalés.", departure: "en moins de 84 jours", back: "", outcome: "aucun retour consigné" },
    { sentence: "Après la descente du 14 février 2025, ni départ ni retour consignés.", departure: "", back: "", outcome: "aucun retour consigné" },
    { sentence: "Après la descente du 24 février 2025, KK Park s’étend de nouveau.", departure: "", back: "5 à 219 jours", outcome: "retour consigné" },
    { sentence: "Après la fermeture du 13 mai 2025, aucun retour consigné.", departure: "", back: "", outcome: "aucun retour consigné" },
  ],
});

const measure = (/** @type {string} */ name, /** @type {number|null} */ value, /** @type {number|null} */ low, /** @type {number|null} */ high, status = "ok", reason = "", ours = 0) => ({ name, value, low, high, status, reason, ours });

// cycle, stop, target, receiving, control, n, sources, measures
/** @type {[number, number, string, string[], string[], number, number[], any[]][]} */
const FINDINGS = [
  [4, 0, "kk-park", ["shwe-kokko", "kayin-state", "cambodia"], ["golden-triangle", "laos"], 41, [0, 1, 2], [
    measure("GE", 30, 12, 48), measure("WDQ", -0.5, -1.31, 0.22), measure("TNE", 15, -4, 34), measure("WDD", -15, -41.5, 11.5),
    measure("recovery", 0.62, 0.31, 1.1, "ok", "", 1),
  ]],
  [4, 1, "kk-park", ["shwe-kokko", "kayin-state", "cambodia"], ["golden-triangle", "laos"], 9, [0, 1], [
    measure("GE", 4, null, null, "descriptive_only"), measure("WDQ", null, null, null, "not_interpretable", "no reduction in the target; displacement cannot be attributed"),
  ]],
  [2, 0, "myawaddy", ["koh-kong"], [], 7, [0], [measure("WDQ", null, null, null, "not_defined", "there is no control zone")]],
];

const FINDING_TEXTS = /** @type {Record<string, {sentence: string, proposed: string[], defaults: string[], survives: string}[]>} */ ({
  en: [
    { sentence: "In the 6 months after the raid, events at KK Park fell by 30. In the receiving zones they rose by 15. The data do not show a net change.", proposed: [], defaults: ["Events are counted, not people.", "Six months before and six months after, of equal length."], survives: "The direction stands with medium and high certainty; with high only nothing is left to count." },
    { sentence: "Under five events in a cell: descriptive only.", proposed: [], defaults: ["Events are counted, not people."], survives: "With high certainty only nothing is left to count." },
    { sentence: "No control zone is named.", proposed: [], defaults: [], survives: "" },
  ],
  fr: [
    { sentence: "Dans les 6 mois après la descente, les événements à KK Park ont baissé de 30. Dans les zones d’accueil ils ont augmenté de 15. Les données ne montrent pas de changement net.", proposed: [], defaults: ["On compte des événements, non des personnes.", "Six mois avant et six mois après, de même durée."], survives: "Le sens tient avec certitude moyenne et haute ; avec haute seulement il ne reste rien à compter." },
    { sentence: "Moins de cinq événements dans une case : descriptif seulement.", proposed: [], defaults: ["On compte des événements."], survives: "Avec haute certitude il ne reste rien à compter." },
    { sentence: "Aucune zone témoin n’est nommée.", proposed: [], defaults: [], survives: "" },
  ],
});

const FIGURES = [
  ["fig-handed-over", "suspects_handed_over", "myanmar", 45000, "almost", "people", "claimed", "Handed over to China by April 2024", "Remis à la Chine avant avril 2024"],
  ["fig-india-claimed", "people_returned", "india", 600, "about", "people", "claimed", "People flown back to India", "Personnes rapatriées en Inde"],
  ["fig-india-verified", "people_returned", "india", 540, "exact", "people", "verified", "People flown back to India", "Personnes rapatriées en Inde"],
  ["fig-india", "people_returned", "india", 549, "exact", "people", "reported", "People flown back to India", "Personnes rapatriées en Inde"],
];

const SCENES = [
  {
    id: "scene-kokang", start: day("2023-09-01"), end: day("2024-04-30"), view: [92, 8, 112, 26],
    records: ["mov-kokang-kayin", "mov-kokang-cambodia", "mov-repatriation-china", "evt-1027", "evt-laukkai"],
    en: { title: "Operations leave Kokang", text: [["Armed conflict begins in northern Shan on 27 October 2023.", ["evt-1027"]], ["Between September 2023 and April 2024 operations move to Kayin State and to Cambodia.", ["mov-kokang-kayin", "mov-kokang-cambodia"]]] },
    fr: { title: "Les activités quittent Kokang", text: [["Un conflit armé débute au nord de l’État Shan le 27 octobre 2023.", ["evt-1027"]], ["Entre septembre 2023 et avril 2024, des activités se déplacent vers l’État Kayin et le Cambodge.", ["mov-kokang-kayin", "mov-kokang-cambodia"]]] },
  },
  {
    id: "scene-myawaddy", start: day("2025-02-01"), end: day("2025-09-30"), view: [95, 9, 108, 22],
    records: ["evt-power-cut", "evt-shwe-kokko-raid", "evt-kk-park-raid", "mov-myawaddy-kohkong", "mov-kk-return", "mov-expand-africa"],
    en: { title: "Power cut, raids, and moves from Myawaddy", text: [["Electricity is cut off at Myawaddy on 5 February 2025.", ["evt-power-cut"]], ["KK Park grows again between March and September 2025.", ["mov-kk-return"]]] },
    fr: { title: "Coupure, descentes et départs de Myawaddy", text: [["L’électricité est coupée à Myawaddy le 5 février 2025.", ["evt-power-cut"]], ["KK Park s’étend de nouveau entre mars et septembre 2025.", ["mov-kk-return"]]] },
  },
];

const SOURCES = [
  { id: "lead-article", kind: "article", tier: "lead", title: "A made-up lead article", publisher: "Sample Press", url: "https://example.org/lead", link: 1, lang: "fr" },
  { id: "agency-note", kind: "report", tier: "official", title: "A made-up agency note", publisher: "Sample Agency", url: "https://example.org/note", link: 1, lang: "en" },
  { id: "mirror-copy", kind: "article", tier: "mirror", title: "A copy of the article", publisher: "Sample Mirror", url: "https://example.org/mirror", link: 0, lang: "fr" },
];

const PHASES = ["presence", "crackdown", "displacement", "arrival", "return", "disruption", "attested", "earlier", "ended", "not_yet", "unknown"];
const PHASES_FR = ["présence", "répression", "départ", "arrivée", "retour", "perturbation", "attesté", "attesté auparavant", "terminé", "pas encore signalé", "sans date"];

const MONTHS = {
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  fr: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
};

/** The sample, built anew at each call so that no test can spoil another. */
export function sampleTimeline() {
  const placeRow = rowsOf(PLACES.map((row) => row[0]));
  const records = recordList();
  const recordRow = rowsOf(records.map((record) => record.id));
  const place = (/** @type {string} */ id) => (id ? placeRow(id) : -1);
  const movements = sortedByStart(MOVEMENTS, (row) => row[6]);
  const events = sortedByStart(EVENTS, (row) => row[5]);
  const spans = sortedByStart(SPANS, (row) => row[6]);
  const moved = rowsOf(movements.map((row) => row[0]));
  const sortedEventRow = rowsOf(events.map((row) => row[0]));
  const notBefore = (/** @type {string[]} */ cause) => {
    const first = cause.map((id) => events[sortedEventRow(id)][5][0]);
    return first.length && first.every(Boolean) ? Math.min(...first.map(day)) : null;
  };
  return {
    meta: {
      id: "sample", generator: "waterbed sample", languages: ["en", "fr"],
      title: { en: "Sample: displacement of operations", fr: "Exemple : déplacement d’activités" },
      description: { en: "A hand-made sample.", fr: "Un exemple fait à la main." },
      disclaimer: { en: "Boundaries and names shown do not imply endorsement or acceptance.", fr: "Les frontières et noms n’impliquent ni approbation ni acceptation." },
      licence: { name: "CC-BY-4.0", url: "https://creativecommons.org/licenses/by/4.0/" },
      as_of: day("2026-03-31"), first_day: day("2019-01-01"), last_day: day("2026-03-31"), article_day: day("2025-05-08"), simulated: 1,
      views: { region: [92, -2, 127, 27], border: [95, 9, 108, 22], world: [-170, -50, 190, 72] }, default_view: "region",
    },
    records: columns(records.map((record, i) => ({
      id: record.id, table: record.table, place: place(record.place), certainty: record.certainty,
      standing: i % 3, scope: ["none", "partial", "full"][i % 3], sources: i % 2 ? [0, 1] : [0], locator: ["L" + (i + 2)],
      quote: i % 4 ? "" : "« une citation courte »", quote_lang: i % 4 ? "" : "fr", flags: [], after: record.after,
    }))),
    places: columns(PLACES.map(([id, level, kind, parent, country, iso2, iso_3166_2, lon, lat, precision_km]) => ({
      id, record: recordRow(id), level, kind, parent: place(parent), country: place(country), iso2, iso_3166_2, lon, lat, at_sea: 0,
      x: lon === null ? null : (lon + 180) / 360, y: lat === null ? null : mercatorY(lat), precision_km,
    }))),
    hubs: columns(HUBS.map(([id, at, role, drawn, certainty, present, attested]) => ({
      id, record: recordRow(id), place: place(at), role, drawn, organisation: -1, certainty, ...days(present),
      attested: attested.map((window) => window.map(day)),
    }))),
    movements: columns(movements.map(([id, kind, from, to, shape, mode, dates, margin, bend, shift, best, unit, cause, certainty]) => ({
      id, record: recordRow(id), kind, origin: place(from), destination: place(to), shape, mode, ...days(dates),
      start_margin: margin[0], end_margin: margin[1], bend, shift, low: null, best, high: null, unit,
      not_before: notBefore(cause), cause: cause.map(sortedEventRow), certainty,
    }))),
    events: columns(events.map(([id, kind, family, at, stage, dates, certainty]) => ({
      id, record: recordRow(id), kind, family, sign: SIGNS[family] ?? '', place: place(at), stage, ...days(dates), actor: -1, certainty,
    }))),
    spans: columns(spans.map(([at, phase, form, candidate, derived, rule, dates, certainty, basis]) => ({
      place: place(at), phase, form, candidate, derived, rule, ...days(dates), certainty, basis: basis.map(recordRow),
    }))),
    scenes: columns(SCENES.map((scene) => ({
      id: scene.id, record: -1, start: scene.start, end: scene.end, view: scene.view, records: scene.records.map(recordRow),
      own: [...scene.records, ...movements.filter(({ 12: cause }) => cause.some((event) => scene.records.includes(event))).map(([id]) => id)].map(recordRow),
    }))),
    figures: columns(FIGURES.map(([id, measure, at, value, qualifier, unit, standing]) => ({
      id, record: recordRow(String(id)), measure, place: place(String(at)), organisation: -1, event: -1, value, qualifier, unit, standing,
    }))),
    cycles: columns(CYCLES.map(([at, trigger, family, stops, departure, linked_by, destinations, returned, form, candidates, outcome, lag_departure, lag_return, certainty, basis]) => ({
      place: place(at), trigger: sortedEventRow(trigger), record: recordRow(trigger), family, stops, departure: departure ? moved(departure) : -1, linked_by,
      departures: departure ? [moved(departure)] : [], destinations: destinations.map(place), returned: returned ? moved(returned) : -1, form,
      candidates: candidates.map(moved), outcome, lag_departure, lag_return, certainty, basis: basis.map(recordRow),
    }))),
    findings: columns(FINDINGS.map(([cycle, stop, target, receiving, control, n, sources, measures]) => ({
      cycle, stop, target: place(target), receiving: receiving.map(place), control: control.map(place),
      before: [day("2024-08-24"), day("2025-02-23")], after: [day("2025-02-25"), day("2025-08-24")], counts: [40, 10, 100, 100, 20, 35], n, sources, measures,
    }))),
    rows: columns(["myanmar", "kokang", "laukkai", "kayin-state", "myawaddy", "kk-park", "shwe-kokko", "cambodia", "koh-kong", "phnom-penh", "sihanoukville", "laos", "golden-triangle", "philippines", "peru", "lima"].map((id) => {
      const row = PLACES[placeRow(id)];
      return { place: placeRow(id), country: place(row[4]), depth: row[1] === "country" ? 0 : 1 };
    })),
    sources: columns(SOURCES),
    texts: { en: textsOf(records, recordRow, "en"), fr: textsOf(records, recordRow, "fr") },
  };
}

/** @param {number} lat */
function mercatorY(lat) {
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
}

/** Every row that has a source, in table order. */
function recordList() {
  /** @type {{id: string, table: string, place: string, certainty: number, after: number, en: string, fr: string, dates: string[]}[]} */
  const list = [];
  for (const row of PLACES) {
    const table = row[1] === "country" ? "countries" : "zones";
    list.push({ id: row[0], table, place: row[0], certainty: 2, after: 0, en: row[10], fr: row[11], dates: UNDATED });
  }
  for (const row of HUBS) {
    list.push({ id: row[0], table: "hubs", place: row[1], certainty: row[4], after: 0, en: row[7], fr: row[8], dates: row[5] });
  }
  for (const row of EVENTS) {
    list.push({ id: row[0], table: "events", place: row[3], certainty: row[6], after: Number(row[5][0] > "2025-05-08"), en: row[7], fr: row[8], dates: row[5] });
  }
  for (const row of MOVEMENTS) {
    list.push({ id: row[0], table: "movements", place: row[3], certainty: row[13], after: Number(row[6][3] > "2025-05-08"), en: row[14], fr: row[15], dates: row[6] });
  }
  for (const row of FIGURES) {
    list.push({ id: String(row[0]), table: "figures", place: String(row[2]), certainty: 2, after: 0, en: String(row[7]), fr: String(row[8]), dates: UNDATED });
  }
  list.push({ id: "gap-origin", table: "gaps", place: "philippines", certainty: -1, after: 0, en: "Where the groups in the Philippines came from is not stated.", fr: "L’origine des groupes aux Philippines n’est pas précisée.", dates: UNDATED });
  return list;
}

/**
 * @param {ReturnType<typeof recordList>} records
 * @param {(id: string) => number} recordRow
 * @param {"en"|"fr"} lang
 */
function textsOf(records, recordRow, lang) {
  const nameOf = new Map(PLACES.map((row) => [row[0], lang === "en" ? row[10] : row[11]]));
  const when = (/** @type {string[]} */ dates) => {
    const known = dates.filter(Boolean);
    if (!known.length) return lang === "en" ? "no date in the source" : "sans date dans la source";
    const [from, to] = [known[0], known[known.length - 1]];
    return from === to ? from : lang === "en" ? `${from} to ${to}` : `du ${from} au ${to}`;
  };
  const phases = PHASES.map((code, i) => [code, lang === "en" ? code.replace("_", " ") : PHASES_FR[i]]);
  return {
    records: columns(records.map((record) => ({
      label: record[lang], when: when(record.dates), basis: lang === "en" ? "stated in the article" : "indiqué dans l’article", note: "",
      paraphrase: "", value: "", why: record.table === "gaps" ? (lang === "en" ? "No source found says so." : "Aucune source trouvée ne le dit.") : "",
      place: nameOf.get(record.place) ?? "",
    }))),
    scenes: SCENES.map((scene) => ({ title: scene[lang].title, text: scene[lang].text.map(([sentence, ids]) => [sentence, [...ids].map(recordRow)]) })),
    sources: columns(SOURCES.map(() => ({ when: lang === "en" ? "May 2025" : "mai 2025", note: "" }))),
    words: Object.fromEntries([
      ...phases,
      ...["raid", "ban", "power_cut", "armed_conflict", "platform_shutdown", "report", "displacement", "return", "expansion", "trafficking", "laundering", "repatriation", "fraud_hub", "marketplace", "laundering_hub", "recruitment_origin", "people", "regrowth", "moved_back", "event", "movement", "present"].filter((code) => !PHASES.includes(code)).map((code) => [code, code.replaceAll("_", " ")]),
    ]),
    cycles: columns(CYCLE_TEXTS[lang].map(({ sentence, departure, back, outcome }) => ({ sentence, lag_departure: departure, lag_return: back, outcome }))),
    findings: columns(FINDING_TEXTS[lang].map((row) => ({ ...row }))),
    ui: {},
    locale: {
      tag: lang, dir: "ltr", day: MONTHS[lang].map((month) => `{d} ${month} {y}`), month: MONTHS[lang].map((month) => `${month} {y}`),
      year: "{y}", first_day: lang === "fr" ? "1er" : "",
    },
  };
}

/** @param {readonly string[]} ids @returns {(id: string) => number} */
function rowsOf(ids) {
  const rows = new Map(ids.map((id, row) => [id, row]));
  return (id) => {
    const row = rows.get(id);
    if (row === undefined) throw new Error(`sample: no row "${id}"`);
    return row;
  };
}

/** @template T @param {T[]} rows @param {(row: T) => string[]} datesOf @returns {T[]} */
function sortedByStart(rows, datesOf) {
  const start = (/** @type {T} */ row) => datesOf(row).find(Boolean) ?? "9999";
  return rows.map((row, i) => /** @type {[T, number]} */ ([row, i])).sort((a, b) => (start(a[0]) < start(b[0]) ? -1 : start(a[0]) > start(b[0]) ? 1 : a[1] - b[1])).map(([row]) => row);
}

/** Rows to columns. @param {Record<string, any>[]} rows @returns {Record<string, any[]>} */
function columns(rows) {
  return Object.fromEntries(Object.keys(rows[0]).map((key) => [key, rows.map((row) => row[key])]));
}
