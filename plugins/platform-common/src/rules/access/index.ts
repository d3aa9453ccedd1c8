import { Rule } from '../types';
import { certificateReady } from './certificateReady';
import { challengeReachable } from './challengeReachable';
import { externalAddressAnswers } from './externalAddressAnswers';
import { hostUnique } from './hostUnique';
import { ingressBackend } from './ingressBackend';
import { ingressClass } from './ingressClass';
import { tlsOffered } from './tlsOffered';
import { tunnelConnected } from './tunnelConnected';

/** The rules of access, in the order in which people read them. */
export const ACCESS_RULES: readonly Rule[] = [
  ingressBackend,
  ingressClass,
  hostUnique,
  certificateReady,
  challengeReachable,
  tunnelConnected,
  externalAddressAnswers,
  tlsOffered,
];
