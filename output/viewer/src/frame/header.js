/** The head of a page: title, date of the data, languages, theme, filter and share. On a phone all but the languages fold into one menu. */
import { button, el, setAttribute, setText } from '../dom/elements.js';
import { filterCount } from '../state/filters.js';
import { hasAddress } from './layout.js';
import { tagOf } from '../language/locale.js';
import { createPopover } from '../dom/popover.js';
import { ALL_SHOWN } from '../state/reduce.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').State} State */

/**
 * @param {Context} context
 * @param {HTMLElement} filterMenu
 * @param {HTMLElement} settings of the controls: they move into the menu of a phone
 * @param {{link(): string, present(): void, picture(): Promise<Blob>, fileName(): string}} acts
 */
export function createHeader(context, filterMenu, settings, { link, present: show, picture, fileName }) {
    const { data, root, speak, dispatch, signal, announce } = context;
    // somebody's page has a title of its own
    const guest = root.matches('.wb-embed');
    const title = el(guest ? 'h2' : 'h1', 'wb-title');
    const asOf = el('p', 'wb-as-of');
    const langs = data.meta.languages.map((lang) => choice(tagOf(lang).toUpperCase(), () => dispatch({ type: 'lang', lang })));
    const themes = (/** @type {const} */ (['light', 'dark'])).map((theme) => choice('', () => dispatch({ type: 'theme', theme })));
    const langGroup = el('div', { class: 'wb-switch', role: 'group' }, ...langs);
    const themeGroup = el('div', { class: 'wb-switch wb-theme-switch', role: 'group' }, ...themes);
    langGroup.hidden = langs.length < 2;
    const filter = createPopover(root, 'wb-filter', filterMenu, signal);
    const field = el('input', { class: 'wb-share-link', readonly: true, type: 'text' });
    const copy = button('wb-button', copyLink, signal);
    const present = button('wb-button', show, signal);
    const image = button('wb-button', async () => save(await picture(), `${fileName()}.png`), signal);
    const download = button('wb-button', () => save(new Blob([JSON.stringify(data)], { type: 'application/json' }), `${data.meta.id}.timeline.json`), signal);
    const copied = el('p', { class: 'wb-quiet', 'aria-live': 'polite' });
    const shareBox = el('div', 'wb-share-box', field, el('div', 'wb-share-acts', copy, present, image, download), copied);
    present.hidden = guest;
    const share = createPopover(root, 'wb-share', shareBox, signal);
    const menuBox = el('div', 'wb-menu-box');
    const menu = createPopover(root, 'wb-menu', menuBox, signal);
    const acts = el('div', 'wb-header-acts', langGroup, themeGroup, filter.element, share.element, menu.element);
    const homes = [filterMenu, shareBox, settings].map((node) => ({ node, home: /** @type {HTMLElement} */ (node.parentElement) }));
    menu.element.hidden = true;
    for (const { opener } of [share, menu]) opener.addEventListener('click', () => {
        field.value = link();
        field.hidden = copy.hidden = !hasAddress(field.value);
        setText(copied, '');
    }, { signal });
    field.addEventListener('focus', () => field.select(), { signal });
    const { mark } = data.meta;
    const owner = mark ? el('div', 'wb-mark', mark.logo && el('img', { src: mark.logo, alt: '' }), el('span')) : null;
    if (mark) {
        root.classList.add('wb-marked');
        root.style.setProperty('--wb-mark-light', mark.accent || 'transparent');
        root.style.setProperty('--wb-mark-dark', mark.accent_dark || mark.accent || 'transparent');
    }
    const element = el('div', 'wb-header', el('div', 'wb-heading', owner, title, asOf),
        acts);
    let key = '';
    /** @type {import('../contract').Speaker | null} */
    let speaker = null;
    return { element, draw, narrow };

    /** On a phone everything but the languages goes into one menu. @param {boolean} on */
    function narrow(on) {
        if (menu.element.hidden !== on) return;
        menu.element.hidden = !on;
        filter.element.hidden = share.element.hidden = on;
        if (on) menuBox.append(filterMenu, settings, shareBox, themeGroup);
        else {
            for (const { node, home } of homes) home.append(node);
            langGroup.after(themeGroup);
        }
    }

    /** @param {State} state */
    function draw(state) {
        const count = filterCount(state.filters, ALL_SHOWN);
        const next = [state.lang, state.theme, count].join();
        if (next === key) return;
        key = next;
        const words = speak(state.lang);
        const chose = langGroup.contains(document.activeElement);
        setText(title, words.meta(data.meta.title));
        if (owner?.lastElementChild && mark) setText(owner.lastElementChild, words.meta(mark.name));
        const date = words.t(data.meta.simulated ? 'asOf.simulated' : 'asOf', { date: words.month(data.meta.as_of) });
        const machine = data.texts[state.lang]?.ui['languages.machine'];
        setText(asOf, machine ? words.listed([date, machine], ' · ') : date);
        data.meta.languages.forEach((lang, i) => {
            setAttribute(langs[i], 'aria-pressed', String(lang === state.lang));
            setAttribute(langs[i], 'aria-label', `${tagOf(lang).toUpperCase()}, ${languageName(lang)}`);
            setAttribute(langs[i], 'lang', tagOf(lang));
        });
        // on a phone the language that is read has no button
        if (chose && !document.activeElement?.checkVisibility()) langs.find((node) => node.checkVisibility())?.focus();
        ['light', 'dark'].forEach((theme, i) => {
            setText(themes[i], words.t(`theme.${theme}`));
            setAttribute(themes[i], 'aria-pressed', String(theme === state.theme));
        });
        setAttribute(langGroup, 'aria-label', words.t('languages'));
        setAttribute(themeGroup, 'aria-label', words.t('theme'));
        setText(filter.opener, count ? words.t('filter.n', { n: count }) : words.t('filter'));
        setText(share.opener, words.t('share'));
        setText(menu.opener, count ? words.t('menu.n', { n: count }) : words.t('menu'));
        setText(copy, words.t('share.copy'));
        setText(present, words.t('share.present'));
        setText(image, words.t('share.picture'));
        setText(download, words.t('share.data'));
        setAttribute(field, 'aria-label', words.t('share.link'));
        speaker = words;
    }

    async function copyLink() {
        field.value = link();
        try {
            await navigator.clipboard.writeText(field.value);
        } catch {
            // sandboxed frames may not write to the clipboard: the text is marked for the reader to copy
            field.select();
            setText(copied, speaker?.t('share.select') ?? '');
            return;
        }
        setText(copied, speaker?.t('copied') ?? '');
        announce(speaker?.t('copied') ?? '');
    }

    /** @param {Blob} blob @param {string} name */
    function save(blob, name) {
        const url = URL.createObjectURL(blob);
        el('a', { href: url, download: name }).click();
        setTimeout(() => URL.revokeObjectURL(url), 10000);
    }

    /** @param {string} text @param {() => void} press */
    function choice(text, press) {
        return button('wb-choice', press, signal, text);
    }
}

/** The name of a language in that language. @param {string} lang */
export function languageName(lang) {
    const tag = tagOf(lang);
    try {
        return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
    } catch {
        return tag; // one that this browser takes for none
    }
}
