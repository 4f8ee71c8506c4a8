import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { definePage, FoundationPage } from './page.js';

class StoryControls extends FoundationPage {
  protected view(): TemplateResult {
    return html`<div class="page">
      <h1>Buttons and fields</h1>
      <p class="lead">Native controls, 44 px to hit and 56 in care mode, 8 px apart, the focus ring never removed. One primary action a card.</p>
      <section>
        <h2>Buttons</h2>
        <div class="row">
          <button type="button" class="primary">服药 Take</button>
          <button type="button">跳过 Skip</button>
          <button type="button" class="quiet">撤销 Undo</button>
          <button type="button" class="danger">删除 Remove</button>
          <button type="button" disabled>不可用 Disabled</button>
        </div>
      </section>
      <section>
        <h2>Fields</h2>
        <div class="stack">
          <div class="field">
            <label for="systolic">收缩压 Systolic</label>
            <input id="systolic" inputmode="numeric" placeholder="128" aria-describedby="systolic-help" />
            <span class="help" id="systolic-help">上次 128 mmHg · Last time 128 mmHg</span>
          </div>
          <div class="field">
            <label for="wrong">舒张压 Diastolic</label>
            <input id="wrong" inputmode="numeric" value="300" aria-invalid="true" aria-describedby="wrong-error" />
            <span class="error" id="wrong-error">请检查：舒张压通常在 40–130 之间。Usually between 40 and 130.</span>
          </div>
          <div class="field">
            <label for="note">备注 Note</label>
            <textarea id="note"></textarea>
          </div>
        </div>
      </section>
      ${this.#choices()}
      <section>
        <h2>Card</h2>
        <div class="card">
          <div class="head">
            <h3 class="title">家庭血压 At home</h3>
            <button type="button" class="quiet">更多 More</button>
          </div>
          <p><span class="hero">128/82</span> <span class="unit">mmHg</span></p>
          <p class="foot">今天 07:20 · 参照 cn-2024</p>
        </div>
      </section>
    </div>`;
  }

  #choices(): TemplateResult {
    return html`<section>
      <h2>Choices</h2>
      <div class="stack">
        <fieldset class="stack">
          <legend>头痛在哪里？Where does it hurt?</legend>
          <label class="option"><input type="radio" name="where" checked />一侧 One side</label>
          <label class="option"><input type="radio" name="where" />两侧 Both sides</label>
        </fieldset>
        <fieldset>
          <legend>测量时间 When</legend>
          <div class="chips">
            <label class="chip"><input type="radio" name="when" checked />空腹 Fasting</label>
            <label class="chip"><input type="radio" name="when" />餐后 After a meal</label>
            <label class="chip"><input type="radio" name="when" />睡前 Bedtime</label>
          </div>
        </fieldset>
        <div class="segmented" role="group" aria-label="范围 Range">
          <button type="button" aria-pressed="true">7 天 days</button><button type="button" aria-pressed="false">30</button
          ><button type="button" aria-pressed="false">90</button>
        </div>
      </div>
    </section>`;
  }
}
definePage('story-controls', StoryControls);

const meta: Meta = { title: 'Foundation/Buttons and fields', parameters: { controls: { disable: true } }, tags: ['!autodocs'] };
export default meta;

/** The shared parts of every element, as they stand in `controls.styles.ts`. */
export const Controls: StoryObj = { render: () => html`<story-controls></story-controls>` };
