def run_demo(var, port): return 1
