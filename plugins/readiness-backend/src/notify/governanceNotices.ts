/**
 * Who is told what. The owner of a service hears that a level was lost and why; the people who may approve hear that something
 * waits for them; who asked hears what was decided; who answers for an exemption, or wrote a proof, hears before it ends.
 */
import { parseEntityRef } from '@backstage/catalog-model';
import {
  EvidenceView,
  ExemptionView,
} from '@254carbon/backstage-plugin-platform-common';
import { LevelLoss } from './followLevels';
import { Notice, NoticeSender } from './NoticeSender';

/** Tells people. Never throws. */
export interface GovernanceNotices {
  /** Something waits for a decision. */
  waiting(exemption: ExemptionView): Promise<void>;
  /** Something was decided. */
  decided(exemption: ExemptionView): Promise<void>;
  /** An exemption in force is about to end. Gives whether it need not be told again. */
  exemptionEnds(exemption: ExemptionView): Promise<boolean>;
  /** Manual evidence is about to end; `owner` is who owns the service. Gives whether it need not be told again. */
  evidenceEnds(evidence: EvidenceView, owner: string): Promise<boolean>;
  /** Levels were lost; one notice an owner. */
  levelsLost(losses: readonly LevelLoss[]): Promise<void>;
}

const EXEMPTIONS = '/readiness/exemptions';
/** Services, and reasons of each, that one notice names; the page has the rest. */
const MOST_NAMED = 5;

function day(at: string): string {
  return at.slice(0, 10);
}

/** Agents and other plugins have no inbox. */
function people(...refs: readonly (string | undefined)[]): string[] {
  const named = refs.filter(
    (ref): ref is string => ref !== undefined && /^(?:user|group):/.test(ref),
  );
  return [...new Set(named)];
}

/** `user:default/analyst` to `analyst`: a notice is read by people. Others, agents too, keep their whole reference. */
function nameOf(ref: string): string {
  return ref.startsWith('user:') ? parseEntityRef(ref).name : ref;
}

/** What somebody wrote, as a sentence that another may follow. */
function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function describeLoss({ title, from, to, reasons }: LevelLoss): string {
  const named = reasons.slice(0, MOST_NAMED).join(' ');
  const more = reasons.length - MOST_NAMED;
  const rest = more > 0 ? ` And ${more} more.` : '';
  const now = to === 'none' ? 'has no level now' : `is ${to} now`;
  return `${title} was ${from} and ${now}. ${named}${rest}`;
}

/** The service's own page about readiness. */
function tabOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/catalog/${namespace}/${kind}/${name}/readiness`;
}

function lossNotice(owner: string, losses: readonly LevelLoss[]): Notice {
  const [first] = losses;
  const isOne = losses.length === 1;
  const named = losses.slice(0, MOST_NAMED).map(describeLoss);
  const more = losses.length - MOST_NAMED;
  return {
    recipients: people(owner),
    title: isOne
      ? `${first.title} lost its ${first.from} level`
      : `${losses.length} services lost a level of readiness`,
    description: [
      ...named,
      ...(more > 0 ? [`And ${more} more services.`] : []),
    ].join('\n'),
    link: isOne ? tabOf(first.entityRef) : '/readiness',
    severity: 'high',
    topic: 'readiness.level',
    scope: isOne
      ? `readiness-level-${first.serviceId}`
      : `readiness-levels-${owner}`,
  };
}

function waitingNotice(
  exemption: ExemptionView,
  approvers: readonly string[],
): Notice {
  const { id, ruleTitle, serviceTitle, requestedBy } = exemption;
  const { reason, compensatingControl } = exemption;
  return {
    recipients: people(...approvers),
    except: requestedBy,
    title: `An exemption of ${serviceTitle} waits for a decision`,
    description: `${nameOf(
      requestedBy,
    )} asks that "${ruleTitle}" is not held against ${serviceTitle} until ${day(
      exemption.until,
    )}: ${sentence(reason)} Meanwhile: ${sentence(compensatingControl)}`,
    link: EXEMPTIONS,
    severity: 'normal',
    topic: 'readiness.exemption',
    scope: `readiness-exemption-${id}`,
  };
}

function decidedNotice(exemption: ExemptionView): Notice {
  const { id, ruleTitle, serviceTitle, state, decidedBy } = exemption;
  const { revokedBy, revokeNote, decisionNote } = exemption;
  const by = revokedBy ?? decidedBy ?? 'somebody';
  const note = revokeNote ?? decisionNote;
  return {
    recipients: people(exemption.requestedBy),
    except: by,
    title: `The exemption of ${serviceTitle} was ${state}`,
    description: `"${ruleTitle}", until ${day(
      exemption.until,
    )}: ${state} by ${nameOf(by)}${note ? `, with the note "${note}"` : ''}.`,
    link: EXEMPTIONS,
    severity: 'normal',
    topic: 'readiness.exemption',
    scope: `readiness-exemption-${id}`,
  };
}

function exemptionEndNotice(exemption: ExemptionView): Notice {
  const { id, ruleTitle, serviceTitle, owner, requestedBy } = exemption;
  return {
    recipients: people(owner, requestedBy),
    title: `An exemption of ${serviceTitle} ends on ${day(exemption.until)}`,
    description: `From then on "${ruleTitle}" counts again: mend it, or ask for an exemption anew.`,
    link: EXEMPTIONS,
    severity: 'normal',
    topic: 'readiness.exemption',
    scope: `readiness-exemption-end-${id}`,
  };
}

function evidenceEndNotice(evidence: EvidenceView, owner: string): Notice {
  const { id, ruleTitle, serviceTitle, author, until } = evidence;
  return {
    recipients: people(owner, author),
    title: `A proof of ${serviceTitle} ends on ${day(until)}`,
    description: `From then on "${ruleTitle}" is judged without it ("${evidence.statement}"): do it again and record it.`,
    link: '/readiness/evidence',
    severity: 'normal',
    topic: 'readiness.evidence',
    scope: `readiness-evidence-end-${id}`,
  };
}

function byOwner(losses: readonly LevelLoss[]): Map<string, LevelLoss[]> {
  const groups = new Map<string, LevelLoss[]>();
  for (const loss of losses)
    groups.set(loss.owner, [...(groups.get(loss.owner) ?? []), loss]);
  return groups;
}

/** Makes what tells people; `approvers` are entity refs of who may decide. */
export function createGovernanceNotices(options: {
  sender: NoticeSender;
  approvers: readonly string[];
}): GovernanceNotices {
  const { sender, approvers } = options;
  /** Without the plugin it would be tried again at every look, for as long as the portal runs. */
  const isTold = async (notice: Notice) =>
    (await sender.send(notice)) !== 'failed';
  return {
    async waiting(exemption) {
      await sender.send(waitingNotice(exemption, approvers));
    },
    async decided(exemption) {
      await sender.send(decidedNotice(exemption));
    },
    exemptionEnds: exemption => isTold(exemptionEndNotice(exemption)),
    evidenceEnds: (evidence, owner) =>
      isTold(evidenceEndNotice(evidence, owner)),
    async levelsLost(losses) {
      for (const [owner, own] of byOwner(losses))
        await sender.send(lossNotice(owner, own));
    },
  };
}
