// The same verbs for every page: ready(), play(), seek(share of the story), at() -- a value that changes with each update.
(() => {
    const maps = () => Object.keys(window).filter((name) => /^map_[0-9a-f]+$/.test(name)).map((name) => window[name]);
    const [first, last] = [16436, 20088];
    const day = (share) => first + share * (last - first);
    const adapters = {
        waterbed: {
            ready: () => document.querySelector('.wb-ready') && document.getElementById('waterbed').waterbed?.player,
            play() { const { player } = document.getElementById('waterbed').waterbed; player.dispatch({ type: 'speed', speed: 30 }); player.dispatch({ type: 'play' }); },
            seek(share) { document.getElementById('waterbed').waterbed.seek(day(share)); },
            at: () => document.getElementById('waterbed').waterbed.player.now().day,
        },
        timedimension: {
            ready: () => maps()[0]?.timeDimension && document.readyState === 'complete' && document.querySelector('.timecontrol-play'),
            play: () => document.querySelector('.timecontrol-play').click(),
            seek: (share) => maps()[0].timeDimension.setCurrentTime(day(share) * 864e5),
            at: () => maps()[0].timeDimension.getCurrentTime(),
        },
        timeline: {
            control: null,
            ready: () => document.readyState === 'complete' && document.querySelector('.time-slider'),
            play: () => document.querySelector('.play').click(),
            seek(share) {
                const slider = document.querySelector('.time-slider');
                slider.value = String(Number(slider.min) + share * (Number(slider.max) - Number(slider.min)));
                slider.dispatchEvent(new Event('input')); slider.dispatchEvent(new Event('change'));
            },
            at: () => document.querySelector('.time-slider').value,
        },
        plotly: {
            plot: () => document.querySelector('.js-plotly-plot'),
            ready() { const plot = this.plot(); if (plot && !plot.seen && plot.on) { plot.seen = true; plot.count = 0; plot.on('plotly_animatingframe', () => { plot.count += 1; }); plot.on('plotly_redraw', () => {}); } return plot?.querySelector('.scattergeo path, .scattergeo'); },
            play() { Plotly.animate(this.plot(), null, { frame: { duration: 0, redraw: true }, transition: { duration: 0 }, fromcurrent: true }); },
            seek(share) { const { _frames: frames } = this.plot()._transitionData; return Plotly.animate(this.plot(), [frames[Math.floor(share * (frames.length - 1))].name], { mode: 'immediate', frame: { duration: 0, redraw: true }, transition: { duration: 0 } }); },
            at() { return this.plot().count; },
        },
        canvas: {
            ready: () => window.player?.ready, play: () => window.player.play(),
            seek: (share) => { window.player.playing = false; window.player.seek(day(share)); }, at: () => window.player.day,
        },
    };
    const frames = (count) => new Promise((done) => { const next = () => (count-- > 0 ? requestAnimationFrame(next) : done(performance.now())); next(); });
    window.bench = {
        firstFrame: null,
        async wait(kind) {
            const adapter = adapters[kind];
            const start = performance.now();
            while (!adapter.ready()) { if (performance.now() - start > 90000) throw new Error(`${kind} did not start`); await new Promise((done) => setTimeout(done, 4)); }
            this.firstFrame = await frames(2);
        },
        async playing(kind, seconds) {
            const adapter = adapters[kind];
            adapter.seek(0.55);
            await frames(6);
            adapter.play();
            await new Promise((done) => setTimeout(done, 700));
            const intervals = [];
            let [updates, at, then] = [0, adapter.at(), performance.now()];
            const start = then;
            while (then - start < 1000 * seconds) {
                const now = await frames(1);
                intervals.push(now - then);
                then = now;
                const value = adapter.at();
                if (value !== at) updates += 1;
                at = value;
            }
            return { intervals, updates: updates / ((then - start) / 1000) };
        },
        async seeking(kind, shares) {
            const adapter = adapters[kind];
            const latencies = [];
            const begun = performance.now();
            for (const share of shares) {
                // a page that takes seconds for each is known well enough after a few
                if (latencies.length >= 4 && performance.now() - begun > 15000) break;
                await frames(4);
                const start = performance.now();
                await adapter.seek(share);
                latencies.push(await frames(2) - start);
            }
            return latencies;
        },
    };
})();
