/** The timeline as it is shipped: see docs/timeline.md. Types only, nothing of this file is bundled. */

export interface SpanColumns {
    start_min: (number | null)[];
    start_max: (number | null)[];
    end_min: (number | null)[];
    end_max: (number | null)[];
}

export interface SpanDays {
    start_min: number | null;
    start_max: number | null;
    end_min: number | null;
    end_max: number | null;
}

export type ByLanguage = Record<string, string>;
export type Box = [number, number, number, number];

/** How a language is named and written; {d}, {dd}, {y} stand for numbers in the patterns of each month. */
export interface LocaleTexts {
    tag: string;
    dir: 'ltr' | 'rtl';
    day: string[];
    month: string[];
    year: string;
    first_day: string;
}

export interface LanguageTexts {
    records: Record<'label' | 'when' | 'basis' | 'note' | 'paraphrase' | 'value' | 'why' | 'place', string[]>;
    scenes: { title: string; text: [string, number[]][]; /** to be read */ seconds: number }[];
    sources: { when: string[]; note: string[] };
    words: Record<string, string>;
    ui: Record<string, string>;
    locale: LocaleTexts;
    cycles?: Record<'sentence' | 'lag_departure' | 'lag_return' | 'outcome', string[]>;
    /** by the least certainty: low, medium, high */
    finding?: Record<'headline' | 'line' | 'detail', string[]>;
    findings?: { sentence: string[]; proposed: string[][]; defaults: string[][]; survives: string[]; strips?: string[][]; ranked?: string[][]; course?: string[] };
}

/** [least, most] days; null where nothing is known. */
export type Lag = [number | null, number | null] | null;

export interface Measure {
    name: string;
    value: number | null;
    low: number | null;
    high: number | null;
    status: string;
    reason: string;
    /** proposed by waterbed, not taken from the literature */
    ours: 0 | 1 | boolean;
    /** value of no change: 0, of a ratio 1; older timelines have none */
    rule?: number;
}

/** How many placebos lie in each bin, the middle one being no change, and the bin of what was found. */
export interface Strip {
    name: string;
    bins: number[];
    own: number;
}

/** Numbers of an area step by step, and what its control gives. */
export interface Steps {
    counts: number[];
    expected: number[];
}

export interface Course {
    /** length of a step */
    days: number;
    /** steps before the crackdown */
    before: number;
    target?: Steps;
    receiving?: Steps;
}

export type LegKind = 'move' | 'leap' | 'run' | 'skip' | 'hold';

export interface TimelineJson {
    meta: {
        id: string;
        generator: string;
        languages: string[];
        title: ByLanguage;
        description: ByLanguage;
        disclaimer: ByLanguage;
        /** printed on every picture of an edition; empty without one */
        marking: ByLanguage;
        licence: { name: string; url: string };
        as_of: number;
        first_day: number;
        last_day: number;
        article_day: number | null;
        simulated: boolean;
        views: Record<string, Box>;
        default_view: string;
        /** around what the presses tell; older timelines have none */
        overview?: Box | null;
        /** out of how many presses the scenes were made, 0 where they are written; older timelines have none */
        made_of?: number;
        /** name, logo (an address of data) and colours of the data set's own; most have none */
        mark?: { name: Record<string, string>; accent: string; accent_dark: string; logo: string };
    };
    records: {
        id: string[];
        table: string[];
        place: number[];
        certainty: number[];
        standing: number[];
        scope: string[];
        sources: number[][];
        locator: (string | string[])[];
        quote: string[];
        quote_lang: string[];
        flags: string[][];
        after: (0 | 1)[];
        /** the day that a record says itself that it was known from; most data sets have none */
        recorded?: (number | null)[];
    };
    places: {
        id: string[];
        record: number[];
        level: string[];
        kind: string[];
        parent: number[];
        country: number[];
        iso2: string[];
        iso_3166_2: string[];
        lon: (number | null)[];
        lat: (number | null)[];
        x: (number | null)[];
        y: (number | null)[];
        precision_km: (number | null)[];
        at_sea: number[];
    };
    hubs: SpanColumns & {
        id: string[];
        record: number[];
        place: number[];
        role: string[];
        drawn: number[];
        organisation: number[];
        certainty: number[];
        attested: [number, number][][];
    };
    movements: SpanColumns & {
        id: string[];
        record: number[];
        kind: string[];
        origin: number[];
        destination: number[];
        shape: string[];
        mode: string[];
        start_margin: number[];
        end_margin: number[];
        bend: number[];
        shift: number[];
        low: (number | null)[];
        best: (number | null)[];
        high: (number | null)[];
        unit: string[];
        /** earliest day of what it names as its cause */
        not_before: (number | null)[];
        cause: number[][];
        certainty: number[];
    };
    events: SpanColumns & {
        id: string[];
        record: number[];
        kind: string[];
        family: string[];
        /** crackdown, disruption, or empty for what is neither. */
        sign: string[];
        place: number[];
        stage: string[];
        actor: number[];
        certainty: number[];
    };
    /** Events with a point of their own, on the unit plane. */
    incidents: { event: number[]; x: number[]; y: number[]; precision_km: (number | null)[] };
    /** Rings of the outlines of zones: the corner they start from and steps from point to point, in parts of 1e8 of the plane. */
    outlines: { place: number[]; closed: number[]; x: number[][]; y: number[][] };
    spans: SpanColumns & {
        place: number[];
        phase: string[];
        form: string[];
        candidate: number[];
        derived: number[];
        rule: string[];
        certainty: number[];
        basis: number[][];
    };
    scenes: { id: string[]; record: number[]; start: number[]; end: number[]; hold: number[]; view: (Box | null)[]; records: number[][]; own: number[][] };
    /** How the scenes are played, in order (output/conductor.py). */
    legs: { scene: number[]; kind: LegKind[]; first: number[]; last: number[]; seconds: number[] };
    figures: {
        id: string[];
        record: number[];
        measure: string[];
        place: number[];
        organisation: number[];
        event: number[];
        value: (number | null)[];
        qualifier: string[];
        unit: string[];
        standing: string[];
    };
    /** A row per place and trigger; older timelines have none. */
    cycles?: {
        place: number[];
        /** row of events, -1 for a recorded phase */
        trigger: number[];
        record: number[];
        family: string[];
        stops: [number, number, number][];
        /** row of movements, -1 for none */
        departure: number[];
        linked_by: string[];
        departures: number[][];
        destinations: number[][];
        returned: number[];
        form: string[];
        candidates: number[][];
        outcome: string[];
        lag_departure: Lag[];
        lag_return: Lag[];
        certainty: number[];
        basis: number[][];
    };
    /** The rows of the overview, in the order in which they began; older timelines have none. */
    presses?: {
        /** rows of cycles of one place that the same moves followed */
        cycles: number[][];
        place: number[];
        moves: number[][];
        /** row of movements, -1 for none */
        returned: number[];
        day: (number | null)[];
        last: (number | null)[];
        back: (number | null)[];
        open: number[];
        linked: number[];
        rank: number[];
    };
    /** What was measured of a cycle at a certainty stop. */
    findings?: {
        cycle: number[];
        stop: number[];
        target: number[];
        receiving: number[][];
        control: number[][];
        before: [number, number][];
        after: [number, number][];
        /** rb, ra, cb, ca, db, da */
        counts: (number | null)[][];
        n: number[];
        sources: number[][];
        measures: Measure[][];
        /** older timelines have none of these */
        strips?: Strip[][];
        course?: (Course | null)[];
    };
    /** Numbers by place and period, the main measure first; older timelines have none. */
    series?: {
        place: number[];
        unit: string[];
        grain: string[];
        start: number[];
        end: number[];
        value: number[];
        certainty: number[];
        sources: number[][];
    };
    rows: { place: number[]; country: number[]; depth: number[] };
    sources: {
        id: string[];
        kind: string[];
        tier: string[];
        title: string[];
        publisher: string[];
        url: string[];
        link: number[];
        lang: string[];
        /** last day by which it was published; older timelines have none */
        published?: (number | null)[];
    };
    texts: Record<string, LanguageTexts>;
}

export interface Filters {
    /** kinds of movement shown; null shows all */
    kinds: string[] | null;
    /** layers shown: countries, zones, hubs; null shows all */
    layers: string[] | null;
    /** the least certainty shown: 0 all, 1 medium and high, 2 high only */
    certainty: 0 | 1 | 2;
    /** row of places; -1 shows all */
    place: number;
    /** what happened after the lead article */
    after: boolean;
    /** undated movements, drawn still and dotted */
    undated: boolean;
    /** hubs whose date is unknown */
    unknown: boolean;
    /** countries that are in the story in another role than a hub */
    otherRoles: boolean;
    /** in a scene: what it does not tell of too */
    all: boolean;
    /** only what had been published by this day; null is today */
    known: number | null;
}

export interface State {
    day: number;
    playing: boolean;
    /** days of the calendar a second; 0: Play tells the story, scene by scene */
    speed: number;
    lang: string;
    theme: 'light' | 'dark' | 'print';
    /** row of scenes, -1 before the first; chosen, that is the overview */
    scene: number;
    /** the map is this scene's: the reader asked for it, or the story is told */
    sceneChosen: boolean;
    /** row of records, -1 for none */
    selected: number;
    /** what of the map was opened where it stands for more than that record */
    drawn: Drawn | null;
    hovered: number;
    /** row of presses whose arrows are lit in the overview, -1 for none */
    lit: number;
    reduced: boolean;
    loop: boolean;
    /** the control zones of the measure on screen are shaded too */
    control: boolean;
    /** the reader has the measures of the card open: their zones are shaded */
    measured: boolean;
    filters: Filters;
    panelTab: 'story' | 'records' | 'tables' | 'sources';
    /** seconds since the last step, when motion is reduced, or in this leg of the story */
    waited: number;
    /** row of legs that the clock is in, -1 for none */
    leg: number;
    /** Play goes on from scene to scene; else it plays one */
    tour: boolean;
}

export interface Moment {
    movements: { index: number; state: string; fraction: number; age: number; cx: number | null; cy: number | null }[];
    places: { index: number; phase: string; sure: number | boolean; candidate: number; derived: number; span: number }[];
    disruptions: number[];
    events: { index: number; age: number; chance: number }[];
}

/** What is drawn at one spot: a sign with the places under it, events, or ways that lie on one another. */
export interface Drawn {
    /** the same from picture to picture */
    key: string;
    group: 'places' | 'events' | 'movements';
    /** what it stands for; the first one names it unless it is a pile */
    records: number[];
    /** on the screen, with its reach */
    x: number;
    y: number;
    r: number;
    /** places under a sign, and what is shown of each on the day */
    shown: { place: number; phase: string; candidate: boolean; square: boolean; span: number }[];
    /** what the places of a pile share */
    pile: { crowd: number; lands: number[]; count: number } | null;
    /** in the overview: what a sign stands for */
    told?: { numbers: number[]; back: boolean };
    /** which ninth of the map it lies in, from its top left to its bottom right */
    where?: number;
}

export interface Stage {
    draw(state: State, moment: Moment, now: number): void;
    /** Draws the ground beyond the edges too, for a drag and a zoom to come. */
    reach(): void;
    invalidate(): void;
    /** What lies over the map has another size: names make way for it. */
    reletter(): void;
    /** What is drawn under a point, top first. */
    hit(point: { x: number; y: number }): Drawn[];
    /** What is drawn, in the order in which a map is read. */
    onscreen(): Drawn[];
    /** Records that the picture rests on. */
    records(): number[];
    /** How many marks there would be in view with everything that a scene leaves out; NaN where movements are bundled. */
    countAll(): number;
    /** Signs at places, kinds of movements and what their lines say, on the map now. */
    signsSeen(): [Set<string>, string[], Set<string>];
    /** Shows a part of the world; says whether the map is still on its way. */
    fit(view: Box, options?: { animate?: boolean }): boolean;
    /** Brings places into view that lie outside it. */
    reveal(places: number[]): void;
    /** Where signs and names stand now, in pixels of the map; `told`: the picture is about that sign. */
    laid(): Laid;
    animating(): boolean;
    /** Draws in finer pixels, `ratio` to one, while `copy` takes them. */
    sharpened<T>(ratio: number, copy: () => T): T;
    remove(): void;
}

export interface Laid {
    signs: { x: number; y: number; r: number; told: boolean }[];
    names: { text: string; left: number; top: number; right: number; bottom: number }[];
}

export interface Speaker {
    lang: string;
    /** The language as pages name it. */
    tag: string;
    dir: 'ltr' | 'rtl';
    /** A name beside other words: it leaves them where they are, whichever way it is written. */
    apart(text: string): string;
    /** What there is of some names, each apart from the others. */
    listed(parts: (string | number | false | null | undefined)[], between?: string): string;
    t(key: string, values?: Record<string, string | number>): string;
    record(column: keyof LanguageTexts['records'], row: number): string;
    /** The name of a place. */
    place(row: number): string;
    /** where there is little room; lists have the whole */
    shortPlace(row: number, most?: number): string;
    source(column: 'when' | 'note', row: number): string;
    /** What is recorded after the crackdowns, by records of that certainty and surer ones; empty on a part of a data set. */
    finding(part: 'headline' | 'line' | 'detail', stop: number): string;
    /** A text beside a row of cycles or findings. */
    said(table: 'cycles' | 'findings', column: string, row: number): any;
    scene(row: number): { title: string; text: [string, number[]][]; seconds: number };
    word(code: string): string;
    meta(texts: ByLanguage): string;
    day(day: number): string;
    month(day: number): string;
    year(day: number): string;
    /** In capitals. */
    upper(text: string): string;
    /** When a phase is on record: the words of the record it rests on first. */
    span(row: number): string;
    /** When an event is on record; while it may not have begun yet, that it is vague. */
    event(row: number, chance: number): string;
    number(value: number): string;
}

export interface Lookup {
    owner(record: number): { table: string; row: number } | null;
    placesOf(record: number): number[];
    placeLabelRecord(place: number): number;
    within(place: number, ancestor: number): boolean;
    hubsAt(place: number): number[];
    movementsFrom(place: number): number[];
    movementsTo(place: number): number[];
    eventsAt(place: number): number[];
    spansAt(place: number): number[];
    sceneAt(day: number): number;
}

export type Action =
    | { type: 'play' | 'pause' | 'toggle' | 'loop' | 'control' | 'skip' }
    | { type: 'tick'; seconds: number }
    | { type: 'seek'; day: number }
    | { type: 'step' | 'sceneStep'; by: 1 | -1 }
    | { type: 'scene'; scene: number; hold?: boolean }
    | { type: 'speed'; speed: number }
    | { type: 'lang'; lang: string }
    | { type: 'theme'; theme: State['theme'] }
    | { type: 'hover'; record: number }
    | { type: 'select'; record: number; drawn?: Drawn | null }
    | { type: 'light'; row: number }
    | { type: 'measured'; open: boolean }
    | { type: 'filter'; patch: Partial<Filters> }
    | { type: 'tab'; tab: State['panelTab'] }
    | { type: 'reduced'; reduced: boolean }
    | { type: 'restore'; patch: Partial<Omit<State, 'filters'>> & { filters?: Partial<Filters> } };

/** What the parts of the player share: facts and ways to act, never the state itself. */
export interface Context {
    data: TimelineJson;
    lookup: Lookup;
    root: HTMLElement;
    signal: AbortSignal;
    /** An overview stands before the first scene. */
    overview: boolean;
    speak(lang: string): Speaker;
    shows(filters: Filters, record: number): boolean;
    dispatch(action: Action): void;
    announce(text: string): void;
}
