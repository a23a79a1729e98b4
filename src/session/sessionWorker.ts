import { workerData } from 'node:worker_threads';
import { answerQuestions } from './answerQuestions.ts';
import { createAnswers } from './answers.ts';
import type { Questions } from './questions.ts';
import type { SessionRights } from './sessionRights.ts';

answerQuestions<Questions>(createAnswers(workerData as SessionRights));
