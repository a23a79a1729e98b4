import { answerQuestions } from './answerQuestions.ts';
import { createHeapAnswers } from './heapAnswers.ts';
import type { HeapProgress, HeapQuestions } from './heapQuestions.ts';

answerQuestions<HeapQuestions, HeapProgress>(createHeapAnswers());
