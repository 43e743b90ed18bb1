// CommonJS libraries that require Nest fail with "cannot require ES Module in a cycle" unless Nest is loaded before them.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
import '@nestjs/typeorm';
import '@nestjs/testing';
import '@nestjs/bullmq';
