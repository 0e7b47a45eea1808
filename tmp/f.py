import os,time,statistics as s
d='/tmp/w/speed/tmp/fs'; os.makedirs(d,exist_ok=True)
b=os.urandom(1<<20)
def one(n,size):
    t=[time.perf_counter()]
    f=os.open(d+'/p%d'%n,os.O_CREAT|os.O_WRONLY); os.write(f,b[:size]); t.append(time.perf_counter())
    os.fsync(f); t.append(time.perf_counter()); os.close(f)
    os.rename(d+'/p%d'%n,d+'/w%d'%n)
    g=os.open(d,os.O_RDONLY); os.fsync(g); os.close(g); t.append(time.perf_counter())
    f=os.open(d+'/wal',os.O_CREAT|os.O_WRONLY|os.O_APPEND); os.write(f,b[:20000]); os.fdatasync(f); os.close(f); t.append(time.perf_counter())
    return [y-x for x,y in zip(t,t[1:])]
for size in (100000,1<<20):
    r=[one(i,size) for i in range(60)]
    print(size,[round(1e3*s.median(x),3) for x in zip(*r)])
