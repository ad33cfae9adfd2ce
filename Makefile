# Shoal. `make help` lists the targets. Each finds a JDK 25 itself (see tools/find-jdk), so nothing need be set.

PORT ?= 8080
DATA ?= .shoal

MVN = JAVA_HOME="$$(tools/find-jdk)" && export JAVA_HOME && mvn -B -ntp
JAR = target/app-runner.jar
BENCH = "$$(tools/find-jdk)/bin/java" $(if $(QUICK),-Dbench.quick=true) -Xmx2g \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
    -cp '$(JAR):target/emulators/*:target/test-classes' dev.shoal.bench.Bench
SOURCES = pom.xml $(shell find src/main -type f 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help demo test serve native package rehearse-lambda simulate planted-bugs bench endure cost deploy teardown format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(JAR) ## run the rehearsal sample to its end, without keys or network
	@./shoal demo

test: ## everything that must be green: format, static checks, unit, contract and end-to-end tests
	@$(MVN) verify

serve: $(JAR) ## local mode as a service (PORT=8080 DATA=.shoal)
	@./shoal serve --port $(PORT) --data $(DATA)

package: ## target/function.zip for the JVM
	@$(MVN) -q -Dquick -DskipTests package && ls -l target/function.zip

native: ## target/function.zip with the native executable (needs GraalVM 25 or Docker)
	@options="$$(tools/native-options)" && $(MVN) -Dquick -DskipTests -Pnative $$options package && ls -l target/function.zip

rehearse-lambda: package ## every function as its own process, started as Lambda does, killed at random
	@$(MVN) -q -Dquick -Dit.test=LambdaRehearsal failsafe:integration-test failsafe:verify

simulate: ## runs of the real code with everything going wrong (SEEDS=1000000, FIRST=1, or SEED=123 to see one)
	@$(MVN) -q -Dquick test -Dtest=Simulate -Dsurefire.failIfNoSpecifiedTests=false \
		-Dsimulate.seeds=$(or $(SEEDS),10000) -Dsimulate.first=$(or $(FIRST),1) $(if $(SEED),-Dsimulate.seed=$(SEED))

planted-bugs: ## how many seeds of the simulation it takes to catch each planted bug, into target/planted-bugs.csv (SEEDS=10000)
	@$(MVN) -q -Dquick test -Dtest=PlantedBugHunt -Dsurefire.failIfNoSpecifiedTests=false -Dsimulate.seeds=$(or $(SEEDS),1000)

bench: ## the benchmarks, as tables (NAME=throughput for one, QUICK=1 for a smaller version)
	@echo "building Shoal and its benchmarks" >&2
	@$(MVN) -q -Dquick -DskipTests package >&2
	@tools/make-archive
	@$(BENCH) $(NAME)

endure: $(JAR) ## a run whose model misbehaves and whose server is killed, again and again (TASKS=200 CYCLES=2 WORKERS=16 KILL_EVERY=30 MISBEHAVE=0.05 INVOCATION=20)
	@$(MVN) -q -Dquick test-compile
	@"$$(tools/find-jdk)/bin/java" -cp target/test-classes:$(JAR) dev.shoal.endurance.Endurance $(FOLDER)

cost: ## measure the calls of a run and write infra/cost.md
	@$(MVN) -q -Dquick -Dtest=CostPage -Dsurefire.failIfNoSpecifiedTests=false test

deploy: ## hand target/function.zip and template.yaml to your AWS account (ARGS=--guided the first time)
	@tools/deploy $(ARGS)

teardown: ## delete the stack again (STACK=shoal); PURGE=yes deletes table and bucket too
	@tools/teardown $(ARGS)

format: ## format the sources in place
	@$(MVN) -q spotless:apply

clean: ## remove what was built
	@rm -rf target

$(JAR): $(SOURCES)
	@echo "building Shoal" >&2
	@$(MVN) -q -Dquick -DskipTests package
	@touch $(JAR)
	@tools/make-archive
