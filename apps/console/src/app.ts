import type { Service } from '@switchgear/service';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The HTTP server that routes are mounted on. */
export type App = Service['app'];

export type Request = FastifyRequest;
export type Reply = FastifyReply;
