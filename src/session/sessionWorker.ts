import { answerQuestions } from './answerQuestions.ts';
import { createAnswers } from './answers.ts';
import type { Questions } from './questions.ts';

answerQuestions<Questions>(createAnswers());
